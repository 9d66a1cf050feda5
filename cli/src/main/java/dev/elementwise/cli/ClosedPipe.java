package dev.elementwise.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Tells that the program at a pipe's other end has gone, as {@code head} does when it has its lines. */
final class ClosedPipe {

    /** What Linux and macOS say, and Windows, in English: Java has no type for it. */
    private static final List<String> WORDS =
            List.of("broken pipe", "the pipe is being closed", "the pipe has been ended");

    private ClosedPipe() {
    }

    static boolean isIn(IOException failure) {
        String message = failure.getMessage();
        return message != null && WORDS.stream().anyMatch(message.toLowerCase(Locale.ROOT)::contains);
    }
}
