/** Spans of work, and the queues they travel in. */
@NullMarked
package dev.elementwise.queue;

import org.jspecify.annotations.NullMarked;
