package dev.elementwise.queue;

/** A message that a later version has sent, as happens during an upgrade or after one that was taken back. */
public final class LaterVersionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    LaterVersionException(String message) {
        super(message);
    }
}
