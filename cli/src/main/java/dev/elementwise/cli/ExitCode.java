package dev.elementwise.cli;

/** What a command's end tells the shell. */
enum ExitCode {
    SUCCESS(0),
    /** It could not be done; one sentence on stderr says why. */
    FAILURE(1),
    /** The command line or its input is wrong. */
    USAGE(2),
    /** The job is complete, and some of its elements failed. */
    SOME_FAILED(3),
    /** Whoever read the outcomes has gone: what a shell reports of a program that ends so (128 and SIGPIPE's 13). */
    OUTPUT_CLOSED(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
