/** Waiting. */
@NullMarked
package dev.elementwise.time;

import org.jspecify.annotations.NullMarked;
