package dev.elementwise.compute;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is told in the log. */
final class ErrorLog {

    private ErrorLog() {
    }

    /** What is told while something is done; by other threads, too. */
    static String of(Runnable work) {
        PrintStream errors = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(errors);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
