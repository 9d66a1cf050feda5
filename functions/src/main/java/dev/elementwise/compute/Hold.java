package dev.elementwise.compute;

import dev.elementwise.queue.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets an invocation's own messages come again as soon as ever if its function dies. Those whose elements are known to
 * be done in a moment are held only if they are not, for most small jobs are over by then, at a call less. For one
 * thread.
 */
final class Hold {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Supply supply;
    private final int lanes;
    private final Clock clock;
    private List<Delivery> waiting = List.of();
    private Instant due = Instant.MAX;

    /** @param lanes how many elements run at the same time */
    Hold(Supply supply, int lanes, Clock clock) {
        this.supply = supply;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** The elements of these spans are about to run. */
    void begin(List<SpanWork> works) {
        waiting = works.stream().map(SpanWork::delivery).toList();
        due = isDoneInAMoment(works) ? clock.instant().plus(MOMENT) : Instant.MIN;
        goOn();
    }

    /** Holds what is due; to be called every now and then while the elements run. */
    void goOn() {
        if (!waiting.isEmpty() && !clock.instant().isBefore(due)) {
            supply.hold(waiting);
            waiting = List.of();
        }
    }

    private boolean isDoneInAMoment(List<SpanWork> works) {
        Duration all = Duration.ZERO;
        for (SpanWork work : works) {
            Optional<Duration> cost = work.span().trustedCost();
            if (work.isSuspect() || cost.isEmpty() || cost.get().compareTo(MOMENT) > 0) {
                return false;
            }
            all = all.plus(work.expected());
        }
        return all.compareTo(MOMENT.multipliedBy(lanes)) <= 0;
    }
}
