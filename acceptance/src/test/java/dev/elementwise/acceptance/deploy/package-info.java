/** What is deployed, as a whole. */
@NullMarked
package dev.elementwise.acceptance.deploy;

import org.jspecify.annotations.NullMarked;
