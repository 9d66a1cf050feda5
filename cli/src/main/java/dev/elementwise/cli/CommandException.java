package dev.elementwise.cli;

import java.util.regex.Pattern;

/** Ends a command; the message is the one sentence that its user reads. */
final class CommandException extends RuntimeException {

    /** A place in a request. */
    private static final Pattern ELEMENT = Pattern.compile("/elements/([0-9]{1,9})");

    private final ExitCode exitCode;

    private CommandException(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    private CommandException(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** The command line or its input is wrong. */
    static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence);
    }

    /** The command line is right, but it could not be done. */
    static CommandException failure(String sentence) {
        return new CommandException(ExitCode.FAILURE, sentence);
    }

    /** As {@link #failure(String)}, with what it comes from. */
    static CommandException failure(String sentence, Throwable cause) {
        return new CommandException(ExitCode.FAILURE, sentence, cause);
    }

    /** The same of the elements that follow the first so many, each told by its place in the whole input as well. */
    CommandException after(long elements) {
        String message = ELEMENT.matcher(getMessage()).replaceAll(place -> place.group()
                + ", the input's element number " + (elements + Long.parseLong(place.group(1)) + 1));
        return new CommandException(exitCode, "After the first " + elements + " elements: " + message, this);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
