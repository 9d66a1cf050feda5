package dev.elementwise.queue;

import org.jspecify.annotations.Nullable;

/** The queue does not answer, or throttles: the same call may go through later. */
public final class QueueUnavailableException extends RuntimeException {

    public QueueUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
