/** What the tests of this module run against. */
@NullMarked
package dev.elementwise.acceptance.parts;

import org.jspecify.annotations.NullMarked;
