package dev.elementwise.emulator.lambda;

/** A function's code is not where the template says, or has not been built; the message tells what to do. */
public final class FunctionCodeException extends RuntimeException {

    public FunctionCodeException(String message) {
        super(message);
    }
}
