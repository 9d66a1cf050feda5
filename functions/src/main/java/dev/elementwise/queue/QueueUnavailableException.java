package dev.elementwise.queue;

/** The queue does not answer, or throttles: the same call may go through later. */
public final class QueueUnavailableException extends RuntimeException {

    public QueueUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
