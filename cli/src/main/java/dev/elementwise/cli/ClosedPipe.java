package dev.elementwise.cli;

import java.io.IOException;
import java.util.Locale;

/** Tells that the program at a pipe's other end has gone, as {@code head} does when it has its lines. */
final class ClosedPipe {

    /** The system's words for EPIPE; Java has no type for it. */
    private static final String WORDS = "broken pipe";

    private ClosedPipe() {
    }

    static boolean isIn(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(WORDS);
    }
}
