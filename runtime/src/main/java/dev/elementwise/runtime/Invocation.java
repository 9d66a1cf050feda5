package dev.elementwise.runtime;

import java.time.Instant;

/**
 * An invocation as the Runtime API hands it out.
 *
 * @param trace the chain of requests that it belongs to, for what it calls; empty where there is none
 */
record Invocation(String requestId, Instant deadline, String functionArn, String trace, byte[] event) {
}
