/** What becomes of messages that were received too often. */
@NullMarked
package dev.elementwise.deadletter;

import org.jspecify.annotations.NullMarked;
