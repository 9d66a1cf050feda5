package dev.elementwise.time;

import java.time.Duration;

/**
 * Pauses between looks at something that others are about to change: 5 ms, in which hardly anybody is through, then an
 * eighth of the time waited so far, from 3 ms to 250 ms. So a wait is noticed to be over at most an eighth late, and costs few
 * looks. For one thread.
 */
public final class GrowingPause {

    private static final long FIRST = Duration.ofMillis(5).toNanos();
    private static final long SHORTEST = Duration.ofMillis(3).toNanos();
    private static final long LONGEST = Duration.ofMillis(250).toNanos();

    private final Sleeper sleeper;
    private long waited;

    public GrowingPause(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** Sleeps the next pause, but no longer than {@code atMost}. */
    public void sleep(Duration atMost) {
        long pause = waited == 0 ? FIRST : Math.min(Math.max(waited / 8, SHORTEST), LONGEST);
        pause = Math.max(0, Math.min(pause, atMost.toNanos()));
        waited += pause;
        sleeper.sleep(Duration.ofNanos(pause));
    }
}
