package dev.elementwise.store;

/** The store does not answer, or throttles: the same call may go through later. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
