package dev.elementwise.emulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Parts that have been started; they are closed from the outside in, whatever order they started in. Safe for use by
 * several threads.
 */
final class Closing implements AutoCloseable {

    /** In the order of closing: what calls goes before what it calls. */
    enum Part { API, SCHEDULES, MAPPINGS, FUNCTIONS, QUEUES, TABLES, DATA }

    private final Consumer<String> log;
    private final Map<Part, List<AutoCloseable>> parts = new EnumMap<>(Part.class);
    private volatile boolean closed;

    Closing(Consumer<String> log) {
        this.log = log;
    }

    /** The log for what becomes of calls, without those that stay unanswered because everything is being closed. */
    Consumer<String> logOfCalls() {
        return line -> {
            if (!closed) {
                log.accept(line);
            }
        };
    }

    /** Takes over a part; one that comes after the end is closed at once. */
    synchronized <T extends AutoCloseable> T add(Part part, T started) {
        if (closed) {
            close(started);
        } else {
            parts.computeIfAbsent(part, none -> new ArrayList<>()).add(started);
        }
        return started;
    }

    /** Closes all parts, whatever one of them says to it; who calls meanwhile waits. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        parts.values().forEach(started -> started.forEach(this::close));
        parts.clear();
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // AutoCloseable declares no narrower one; the other parts have to be closed as well
            log.accept("The emulator's " + part.getClass().getSimpleName() + " could not be closed: " + e);
        }
    }
}
