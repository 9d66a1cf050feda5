package dev.elementwise.emulator.mapping;

import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets one thread wait until there may be something to do: until somebody rings, or a time has come that was set. It
 * has rung when it is made. Safe for use by several threads.
 */
final class Alarm {
    /** How late a time may be noticed, so that times close to each other are one. */
    private static final long TICK_MILLIS = 100;

    /** How often each tick is set, in milliseconds since the epoch. */
    private final TreeMap<Long, Integer> ticks = new TreeMap<>();
    private boolean rung = true;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /**
     * Sets a time, at which it rings or up to a tenth of a second later; at once if it is past.
     *
     * @param millis since the epoch
     */
    synchronized void set(long millis) {
        ticks.merge(tick(millis), 1, Integer::sum);
        if (millis <= System.currentTimeMillis()) {
            ring();
        } else if (ticks.firstKey() == tick(millis)) {
            notifyAll();
        }
    }

    /** Takes back a time that was set, if it has not come yet. */
    synchronized void unset(long millis) {
        ticks.computeIfPresent(tick(millis), (tick, times) -> times == 1 ? null : times - 1);
    }

    private static long tick(long millis) {
        return (millis / TICK_MILLIS + 1) * TICK_MILLIS;
    }

    /** Returns when it rings, or has since the last time, when a time has come, or when so much time has gone. */
    synchronized void await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = left(end); left > 0 && !rung; left = left(end)) {
            wait(left);
        }
        rung = false;
        ticks.headMap(System.currentTimeMillis(), true).clear();
    }

    /** Of what is left at most in milliseconds, rounded up; a clock that is put back makes nothing longer. */
    private long left(long end) {
        long most = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime() + 999_999);
        return ticks.isEmpty() ? most : Math.min(ticks.firstKey() - System.currentTimeMillis(), most);
    }
}
