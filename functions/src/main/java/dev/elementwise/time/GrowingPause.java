package dev.elementwise.time;

import java.time.Duration;

/**
 * Pauses between looks at something that others are about to change: 5 ms, in which hardly anybody is through, then
 * growing with the time waited so far, up to 250 ms. When nothing is known of how long a wait will be, and a look
 * delays what is waited for by {@code c}, pauses of {@code sqrt(2 c waited)} make the least of looks and lateness
 * together; a look takes about 1.5 ms of two local cores. Long waits are noticed to be over at most a sixteenth late,
 * which is fewer looks. For one thread.
 */
public final class GrowingPause {

    private static final double FIRST_MILLIS = 5;
    private static final double TWO_LOOKS_MILLIS = 3;
    private static final double LONGEST_MILLIS = 250;

    private final Sleeper sleeper;
    private double waitedMillis;

    public GrowingPause(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** Sleeps the next pause, but no longer than {@code atMost}. */
    public void sleep(Duration atMost) {
        double millis = waitedMillis == 0 ? FIRST_MILLIS
            : Math.min(Math.max(Math.sqrt(TWO_LOOKS_MILLIS * waitedMillis), waitedMillis / 16), LONGEST_MILLIS);
        Duration pause = Duration.ofNanos(Math.max(0, Math.min((long) (millis * 1e6), atMost.toNanos())));
        waitedMillis += pause.toNanos() / 1e6;
        sleeper.sleep(pause);
    }
}
