/** The contract of HTTP, asked of whatever answers: the embedded emulator, or the system that {@code elementwise.url} names. */
@NullMarked
package dev.elementwise.acceptance.http;

import org.jspecify.annotations.NullMarked;
