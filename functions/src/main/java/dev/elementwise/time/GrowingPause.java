package dev.elementwise.time;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Pauses between looks at something that others are about to change, where nothing is known of how long a wait will be.
 * If a look delays what is waited for by {@code c}, pauses of {@code sqrt(2 c waited)} make the least of looks and
 * lateness together. No pause is longer than 250 ms. For one thread.
 */
public final class GrowingPause {

    /** In which hardly anybody is through. */
    private static final double FIRST_MILLIS = 5;
    private static final double LONGEST_MILLIS = 250;
    /** What a look delays everything else by where nobody says anything else: 1.5 ms of two local cores. */
    private static final Duration LOOK = Duration.ofNanos(1_500_000);

    private final Sleeper sleeper;
    private final Supplier<Duration> look;
    private double waitedMillis = FIRST_MILLIS;
    private double nextMillis = FIRST_MILLIS;

    public GrowingPause(Sleeper sleeper) {
        this(sleeper, () -> LOOK);
    }

    /** @param look what a look delays everything else by; asked before each pause */
    public GrowingPause(Sleeper sleeper, Supplier<Duration> look) {
        this.sleeper = sleeper;
        this.look = look;
    }

    /** Sleeps the next pause, but no longer than {@code atMost}. */
    public void sleep(Duration atMost) {
        Duration pause = Duration.ofNanos(Math.max(0, Math.min((long) (nextMillis * 1e6), atMost.toNanos())));
        nextMillis = Math.min(Math.sqrt(2 * millis(look.get()) * waitedMillis), LONGEST_MILLIS);
        waitedMillis += nextMillis;
        sleeper.sleep(pause);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
