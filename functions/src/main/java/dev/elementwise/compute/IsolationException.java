package dev.elementwise.compute;

/** No child can be started; trying again later may help. */
final class IsolationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    IsolationException(String message) {
        super(message);
    }

    IsolationException(String message, Throwable cause) {
        super(message, cause);
    }
}
