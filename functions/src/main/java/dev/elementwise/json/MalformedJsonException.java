package dev.elementwise.json;

/** A text is not JSON, or not JSON that means one thing only; the message says what and where, for its sender. */
public final class MalformedJsonException extends RuntimeException {

    MalformedJsonException(String message) {
        super(message);
    }

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
