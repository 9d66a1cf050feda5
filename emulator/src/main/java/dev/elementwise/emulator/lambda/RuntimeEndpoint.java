package dev.elementwise.emulator.lambda;

import java.util.Optional;

/** An execution environment's side of the Runtime API. */
interface RuntimeEndpoint {

    /** Waits for the next invocation; none when the environment is to end. */
    Optional<Delivery> next() throws InterruptedException;

    /** @return whether this is an invocation that the environment is working on */
    boolean serves(String requestId);

    /** Ends an invocation; nothing happens if it has ended before. */
    void finish(String requestId, InvocationResult result);

    void failInit(InvocationResult.Failure failure);

    /**
     * An invocation in an environment's hands.
     *
     * @param deadlineMillis when it will be ended, in milliseconds since 1970
     */
    record Delivery(FunctionInvocation invocation, long deadlineMillis, String functionArn) {
    }
}
