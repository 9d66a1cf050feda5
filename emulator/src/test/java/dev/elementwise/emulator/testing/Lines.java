package dev.elementwise.emulator.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A log that a test can wait for. Safe for use by several threads. */
public final class Lines implements Consumer<String> {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void accept(String line) {
        lines.add(line);
        notifyAll();
    }

    public synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /** Waits until as many lines match as are wanted. */
    public synchronized List<String> await(int count, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (lines.stream().filter(wanted).count() < count) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("Waited in vain; the lines are " + lines);
            }
            wait(left);
        }
        return lines.stream().filter(wanted).toList();
    }
}
