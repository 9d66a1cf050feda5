package dev.elementwise.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Parts that have been started; they are closed in the opposite order. Safe for use by several threads. */
final class Closing implements AutoCloseable {

    private final Consumer<String> log;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    Closing(Consumer<String> log) {
        this.log = log;
    }

    /** Takes over a part; one that comes after the end is closed at once. */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            close(part);
        } else {
            parts.push(part);
        }
        return part;
    }

    /** Closes all parts, whatever one of them says to it; who calls meanwhile waits. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // AutoCloseable declares no narrower one; the other parts have to be closed as well
            log.accept("The emulator's " + part.getClass().getSimpleName() + " could not be closed: " + e);
        }
    }
}
