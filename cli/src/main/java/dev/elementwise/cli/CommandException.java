package dev.elementwise.cli;

/** Ends a command; the message is the one sentence that its user reads. */
final class CommandException extends RuntimeException {

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

    /** The same of the elements that follow the first so many. */
    CommandException after(long elements) {
        return new CommandException(exitCode, "After the first " + elements + " elements: " + getMessage(), this);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
