/** Jobs, their plan, and their outcomes. */
@NullMarked
package dev.elementwise.job;

import org.jspecify.annotations.NullMarked;
