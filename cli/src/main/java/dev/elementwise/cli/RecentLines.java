package dev.elementwise.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The last lines of a log that nobody has been shown, without the frames of stack traces, among which the few that are
 * kept would all be: what is thrown and its causes say why. Safe for use by several threads.
 */
final class RecentLines implements Consumer<String> {

    private static final int KEPT = 10;
    /** Behind the function's name, as {@link Throwable#printStackTrace()} writes it. */
    private static final Pattern FRAME = Pattern.compile("(\\[[^]]*] )?\\t+(at |\\.\\.\\. ).*");

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        if (FRAME.matcher(line).matches()) {
            return;
        }
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
