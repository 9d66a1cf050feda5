package dev.elementwise.reduce;

/** A reducer can't be called just now, through no fault of its own; trying again later may help. */
public final class ReducerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReducerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
