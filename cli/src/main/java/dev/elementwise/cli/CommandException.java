package dev.elementwise.cli;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ends a command; the message is what its user reads: one sentence, with a log's last lines where these tell why. */
final class CommandException extends RuntimeException {

    /** A place in a request. */
    private static final Pattern ELEMENT = Pattern.compile("/elements/([0-9]{1,9})");

    private final ExitCode exitCode;
    private final boolean fault;

    private CommandException(ExitCode exitCode, String sentence, @Nullable Throwable cause, boolean fault) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.fault = fault;
    }

    /** The command line or its input is wrong. */
    static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence, null, false);
    }

    /** The command line is right, but it could not be done. */
    static CommandException failure(String sentence) {
        return new CommandException(ExitCode.FAILURE, sentence, null, false);
    }

    /** As {@link #failure(String)}, with what it comes from. */
    static CommandException failure(String sentence, Throwable cause) {
        return new CommandException(ExitCode.FAILURE, sentence, cause, false);
    }

    /** As {@link #failure(String)}, and the reason is in the log of the system that was called. */
    static CommandException fault(String sentence) {
        return new CommandException(ExitCode.FAILURE, sentence, null, true);
    }

    /**
     * Output could not be written. Where nobody reads it any more there is nothing to say either.
     *
     * @param what was to be written, at a sentence's beginning
     */
    static CommandException unwritten(String what, IOException broken) {
        return ClosedPipe.isIn(broken)
                ? new CommandException(ExitCode.OUTPUT_CLOSED, "Nobody reads the output any more.", broken, false)
                : failure(what + " can't be written: " + broken.getMessage() + ".", broken);
    }

    /** The same of the elements that follow the first so many, each told by its place in the whole input as well. */
    CommandException after(long elements) {
        String message = ELEMENT.matcher(getMessage()).replaceAll(place -> place.group()
                + ", the input's element number " + (elements + Long.parseLong(place.group(1)) + 1));
        String where = elements == 1 ? "After the first element: " : "After the first " + elements + " elements: ";
        return new CommandException(exitCode, where + message, this, fault);
    }

    /** The same, with what the system that was called has logged. */
    CommandException with(String log) {
        return new CommandException(exitCode, getMessage() + "\n" + log, this, fault);
    }

    /** Whether the reason is in the log of the system that was called. */
    boolean isFault() {
        return fault;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
