package dev.elementwise.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and writes.
 *
 * @param in elements, where they come from a pipe
 * @param out outcomes; a closed pipe is an error here, which {@link System#out} would hide
 * @param err everything that is for people
 * @param errIsTerminal whether {@code err} shows a line that is redrawn
 */
record Console(InputStream in, OutputStream out, PrintStream err, boolean errIsTerminal) {

    /** The script tells whether stderr is a terminal, for Java itself can't; without it, a guess from all three. */
    static Console ofProcess() {
        String told = System.getProperty("elementwise.terminal");
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        return new Console(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8), terminal);
    }
}
