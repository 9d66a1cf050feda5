package dev.elementwise.json;

/** A JSON text would be longer than it may be; nobody knows how long. */
public final class TextTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TextTooLongException(int most) {
        super("The text has more than " + most + " characters");
    }
}
