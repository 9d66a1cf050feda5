package dev.elementwise.runtime;

import java.time.Instant;

/** An invocation as the Runtime API hands it out. */
record Invocation(String requestId, Instant deadline, String functionArn, byte[] event) {
}
