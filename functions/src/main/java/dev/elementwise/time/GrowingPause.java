package dev.elementwise.time;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Pauses between looks at something that others are about to change. When nothing is known of how long a wait will be,
 * and a look delays what is waited for by {@code c}, pauses of {@code sqrt(2 c waited)} make the least of looks and
 * lateness together; when it is known to be over about now, give or take a spread, that is what counts as waited after
 * the first pause. No pause but the first is longer than 250 ms. For one thread.
 */
public final class GrowingPause {

    /** What a look delays everything else by at least: 1.5 ms of two local cores. */
    public static final Duration QUICKEST_LOOK = Duration.ofNanos(1_500_000);

    /** In which hardly anybody is through. */
    private static final Duration FIRST = Duration.ofMillis(5);
    private static final double LONGEST_MILLIS = 250;

    private final Sleeper sleeper;
    private final Supplier<Duration> look;
    private double waitedMillis;
    private double nextMillis;

    /** Pauses where nothing is known. */
    public GrowingPause(Sleeper sleeper) {
        this(sleeper, () -> QUICKEST_LOOK);
    }

    /** @param look what a look delays everything else by; asked before each pause */
    public GrowingPause(Sleeper sleeper, Supplier<Duration> look) {
        this(sleeper, new Outlook(FIRST, FIRST), look);
    }

    /**
     * Pauses where something is known.
     *
     * @param look what a look delays everything else by; asked before each pause
     */
    public GrowingPause(Sleeper sleeper, Outlook outlook, Supplier<Duration> look) {
        this.sleeper = sleeper;
        this.look = look;
        this.waitedMillis = millis(outlook.spread());
        this.nextMillis = millis(outlook.first());
    }

    /**
     * When what is waited for is expected.
     *
     * @param first until then
     * @param spread by how much that is usually wrong; more than zero
     */
    public record Outlook(Duration first, Duration spread) {
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
