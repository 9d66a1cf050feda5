/** Waiting for other threads. */
@NullMarked
package dev.elementwise.concurrent;

import org.jspecify.annotations.NullMarked;
