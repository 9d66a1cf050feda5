package dev.elementwise.emulator.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An invocation on its way: who waits for it is in {@link #result}. */
final class FunctionInvocation {
    private final String requestId = UUID.randomUUID().toString();
    private final byte[] payload;
    private final TraceHeader trace;
    private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();

    FunctionInvocation(byte[] payload, TraceHeader trace) {
        this.payload = payload;
        this.trace = trace;
    }

    String requestId() {
        return requestId;
    }

    byte[] payload() {
        return payload;
    }

    /** The chain of requests that it belongs to, itself included. */
    TraceHeader trace() {
        return trace;
    }

    CompletableFuture<InvocationResult> result() {
        return result;
    }

    void end(InvocationResult with) {
        result.complete(with);
    }
}
