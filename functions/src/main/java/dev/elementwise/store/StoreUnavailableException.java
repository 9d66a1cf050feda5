package dev.elementwise.store;

import org.jspecify.annotations.Nullable;

/** The store does not answer, or throttles: the same call may go through later. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
