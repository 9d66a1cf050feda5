/** Computing elements: the worker that a batch of messages wakes. */
@NullMarked
package dev.elementwise.compute;

import org.jspecify.annotations.NullMarked;
