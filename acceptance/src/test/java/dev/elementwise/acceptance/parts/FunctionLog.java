package dev.elementwise.acceptance.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What functions log, in order. Safe for use by several threads. */
public final class FunctionLog implements Consumer<String> {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LOOK_MILLIS = 1_000;

    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void accept(String line) {
        lines.add(line);
        notifyAll();
    }

    public synchronized void clear() {
        lines.clear();
    }

    /** What a function has logged after a mark, in order. */
    public synchronized List<String> marked(String mark, String function) {
        String start = "[" + function + "] " + mark;
        return lines.stream().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length()))
            .toList();
    }

    /** The same, from when this is among it, or it can be expected no more: the log may come after the answer. */
    public synchronized List<String> markedUpTo(String last, String mark, String function) {
        await(() -> marked(mark, function).contains(last));
        return marked(mark, function);
    }

    /** Whether a line with this text comes, or is there. */
    public synchronized boolean comes(String text) {
        return await(() -> lines.stream().anyMatch(line -> line.contains(text)));
    }

    private boolean await(BooleanSupplier condition) {
        long start = System.nanoTime();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOS) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the functions' log", e);
        }
        return condition.getAsBoolean();
    }
}
