package dev.elementwise.acceptance.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What functions with a {@link CallLog} log. Safe for use by several threads. */
final class FunctionLog implements Consumer<String> {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LOOK_MILLIS = 1_000;

    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void accept(String line) {
        lines.add(line);
        notifyAll();
    }

    synchronized void clear() {
        lines.clear();
    }

    /** A function's calls in order, from when this one is among them: the log may come after the answer. */
    synchronized List<String> callsUpTo(String last, String function) {
        long start = System.nanoTime();
        while (!calls(function).contains(last) && System.nanoTime() - start < PATIENCE_NANOS) {
            await();
        }
        return calls(function);
    }

    private void await() {
        try {
            wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the functions' log", e);
        }
    }

    private List<String> calls(String function) {
        String start = "[" + function + "] " + CallLog.MARK;
        return lines.stream().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length()))
            .toList();
    }
}
