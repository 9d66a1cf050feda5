package dev.elementwise.emulator.lambda;

/** How an invocation ended. */
public sealed interface InvocationResult {

    /** The function answered. */
    record Answer(byte[] payload) implements InvocationResult {
    }

    /**
     * The function failed: it threw, ran over its timeout, or its process ended.
     *
     * @param type as Lambda names it, such as {@code Sandbox.Timedout} or the exception's class
     * @param message what happened
     */
    record Failure(String type, String message) implements InvocationResult {
    }
}
