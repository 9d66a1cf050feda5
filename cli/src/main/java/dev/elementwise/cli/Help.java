package dev.elementwise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Prints help where it can be piped into a pager. */
final class Help {

    private Help() {
    }

    static ExitCode print(String text, Console console) {
        try {
            console.out().write(text.getBytes(StandardCharsets.UTF_8));
            console.out().flush();
            return ExitCode.SUCCESS;
        } catch (IOException closed) {
            throw CommandException.unwritten("The help", closed);
        }
    }
}
