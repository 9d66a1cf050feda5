/** Tasks of number theory. */
@NullMarked
package dev.elementwise.task.number;

import org.jspecify.annotations.NullMarked;
