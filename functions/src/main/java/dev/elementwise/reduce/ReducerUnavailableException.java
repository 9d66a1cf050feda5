package dev.elementwise.reduce;

import org.jspecify.annotations.Nullable;

/** A reducer can't be called just now, through no fault of its own; trying again later may help. */
public final class ReducerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReducerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
