/** What the tests of several packages need. */
@NullMarked
package dev.elementwise.emulator.testing;

import org.jspecify.annotations.NullMarked;
