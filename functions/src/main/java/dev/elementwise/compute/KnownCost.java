package dev.elementwise.compute;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * What is known of the cost of a span's elements at a moment: by those that have come to their ends, by those in flight,
 * and by what others have told.
 *
 * @param told by the span
 * @param measured time at risk over ends; empty as long as none has come to its end
 * @param ended how many have come to their ends
 * @param flown what those in flight have taken on the average; zero where there are none
 * @param most what the costliest has taken, be it still in flight
 */
record KnownCost(Optional<Duration> told, Optional<Duration> measured, long ended, Duration flown, Duration most) {

    /** So many elements say more of a span than others do. */
    private static final int MEANINGFUL = 16;
    /** By what factor a few may be off. */
    private static final int ABOUT = 4;
    /** What part of what is told those in flight must have taken where none has come to its end. */
    private static final int PART_FLOWN = 8;

    /** @param inFlight those of the span */
    static KnownCost of(Batch batch, int number, List<Lanes.InFlight> inFlight, Instant now) {
        LongSummaryStatistics millis =
            inFlight.stream().mapToLong(flight -> now.toEpochMilli() - flight.sinceMillis()).summaryStatistics();
        Meter meter = batch.meter();
        return new KnownCost(batch.work(number).span().cost(), meter.cost(number, Duration.ofMillis(millis.getSum())),
            meter.ended(number), Duration.ofMillis((long) millis.getAverage()),
            Collections.max(List.of(meter.most(number), Duration.ofMillis(Math.max(0, millis.getMax())))));
    }

    /** As many times more than the one as less than the other: their geometric mean. */
    static Duration between(Duration one, Duration other) {
        return Duration.ofNanos(Math.max(1, Math.round(Math.sqrt((double) one.toNanos() * other.toNanos()))));
    }

    /** Whether the elements cost about what others have told. */
    boolean isBorneOut() {
        Duration seen = measured.orElse(flown);
        int part = measured.isPresent() ? ABOUT : PART_FLOWN;
        return told.isPresent() && seen.multipliedBy(part).compareTo(told.get()) >= 0
            && told.get().multipliedBy(ABOUT).compareTo(seen) >= 0;
    }

    /** Whether so few elements have come to their ends that others, whom they bear out, know better. */
    boolean isTold() {
        return ended < MEANINGFUL && isBorneOut();
    }

    /** Whether it can be relied on. */
    boolean isWellKnown() {
        return ended >= MEANINGFUL || isBorneOut();
    }

    /** The best that can be said; empty if that is nothing. */
    Optional<Duration> get() {
        return isTold() ? told : measured;
    }
}
