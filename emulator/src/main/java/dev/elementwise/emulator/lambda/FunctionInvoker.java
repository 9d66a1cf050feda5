package dev.elementwise.emulator.lambda;

import java.util.concurrent.CompletableFuture;

/** Invokes functions synchronously in Lambda's sense: the answer is the function's. Safe for use by several threads. */
public interface FunctionInvoker {

    /**
     * Invokes a function; waits for an execution environment where all are busy.
     *
     * @param function logical id
     * @param payload the event, JSON in UTF-8
     * @param trace the chain of requests that led here; this call is not in it yet
     * @return completes with the function's answer or its error; never exceptionally for what the function did
     */
    CompletableFuture<InvocationResult> invoke(String function, byte[] payload, TraceHeader trace);

    /** Invokes a function as the first of a chain of requests. */
    default CompletableFuture<InvocationResult> invoke(String function, byte[] payload) {
        return invoke(function, payload, TraceHeader.begin());
    }
}
