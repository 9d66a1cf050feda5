package dev.elementwise.emulator.mapping;

import java.time.Duration;
import java.util.TreeSet;

/**
 * Wakes a thread, at once or when a time has come; at first at once. Safe for use by several threads, of which one
 * awaits it.
 */
final class Alarm {
    /** How late it may ring, so that times close to each other are one. */
    private static final long TICK_MILLIS = 100;

    /** In milliseconds since the epoch, at ticks. */
    private final TreeSet<Long> times = new TreeSet<>();
    private boolean rung = true;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /**
     * Rings when this time has come, or up to a tenth of a second later.
     *
     * @param millis since the epoch; what is past rings at once
     */
    synchronized void ringAt(long millis) {
        if (millis <= System.currentTimeMillis()) {
            ring();
            return;
        }
        long tick = (millis / TICK_MILLIS + 1) * TICK_MILLIS;
        if (times.add(tick) && tick == times.first()) {
            notifyAll();
        }
    }

    /** Returns when it rings, or has since the last time, or when so much time has gone. */
    synchronized void await(Duration atMost) throws InterruptedException {
        long end = System.currentTimeMillis() + atMost.toMillis();
        for (long left = left(end); left > 0 && !rung; left = left(end)) {
            wait(left);
        }
        rung = false;
        times.headSet(System.currentTimeMillis(), true).clear();
    }

    private long left(long end) {
        return (times.isEmpty() ? end : Math.min(times.first(), end)) - System.currentTimeMillis();
    }
}
