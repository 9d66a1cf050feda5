package dev.elementwise.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last lines of a log that nobody has been shown. Safe for use by several threads. */
final class RecentLines implements Consumer<String> {

    private static final int KEPT = 10;

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        lines.addLast(line);
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
    }

    /** The failure with these lines, where they tell why. */
    synchronized CommandException explain(CommandException failure) {
        return failure.isFault() && !lines.isEmpty()
                ? failure.with("The log's last lines (--verbose shows all):\n  " + String.join("\n  ", lines)) : failure;
    }
}
