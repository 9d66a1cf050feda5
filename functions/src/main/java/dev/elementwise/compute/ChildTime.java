package dev.elementwise.compute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * By when the elements of one child must have come to their ends. A child opens a task when its first element comes,
 * which is not that element's time: like in the worker's own process there is some for opening. For one thread.
 */
final class ChildTime {

    private final Limits limits;
    private final Clock clock;
    private final Instant latestEnd;
    private final Set<Computations.Key> open = new HashSet<>();

    /** @param latestEnd when no element may be in flight any more */
    ChildTime(Limits limits, Clock clock, Instant latestEnd) {
        this.limits = limits;
        this.clock = clock;
        this.latestEnd = latestEnd;
    }

    Instant now() {
        return clock.instant();
    }

    /** When an element that is started now is over its time. */
    Instant end(SpanWork work) {
        Instant usual = clock.instant().plus(limits.element());
        if (open.contains(Computations.Key.of(work.span()))) {
            return usual;
        }
        Duration left = Duration.between(usual, latestEnd);
        Duration opening = left.compareTo(limits.opening()) < 0 ? left : limits.opening();
        return opening.isNegative() ? usual : usual.plus(opening);
    }

    /** An element has its outcome, so its task is open. */
    void hasEnded(SpanWork work) {
        open.add(Computations.Key.of(work.span()));
    }
}
