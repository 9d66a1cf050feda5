/** Looking after jobs that stand still. */
@NullMarked
package dev.elementwise.sweep;

import org.jspecify.annotations.NullMarked;
