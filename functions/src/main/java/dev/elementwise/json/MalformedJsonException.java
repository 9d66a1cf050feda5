package dev.elementwise.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** A text is not JSON, or not JSON that means one thing only; the message says what and where, for its sender. */
public final class MalformedJsonException extends RuntimeException {

    MalformedJsonException(String message) {
        super(message);
    }

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a parser has found. */
    static MalformedJsonException of(JsonProcessingException found) {
        if (found instanceof JsonEOFException) {
            return new MalformedJsonException("The JSON text ends too early.", found);
        }
        return new MalformedJsonException("The text is not JSON at line " + found.getLocation().getLineNr()
            + ", column " + found.getLocation().getColumnNr() + ": " + reason(found), found);
    }

    /** What is wrong, without the parser's advice to whoever writes this program; ends a sentence. */
    private static String reason(JsonProcessingException found) {
        String message = found.getOriginalMessage();
        int advice = message.indexOf(": enable `");
        String told = advice < 0 ? message : message.substring(0, advice);
        return told.endsWith(".") ? told : told + ".";
    }
}
