package dev.elementwise.reduce;

/** A reducer is not called any more, for it has taken a process down before: that is no matter of this call's value. */
public final class ReducerEndedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReducerEndedException(String message) {
        super(message);
    }
}
