package dev.elementwise.compute;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What the elements of a batch cost, span by span. Safe for use by several threads. */
final class Meter {

    private static final long NANOS = 1_000_000_000;

    private final LongAdder[] spent;
    private final LongAdder[] ended;
    /** What the costliest has taken of those that are known one by one. */
    private final LongAccumulator[] most;
    private volatile Instant lastEnd = Instant.MIN;

    /** @param works how many spans there are */
    Meter(int works) {
        this.spent = adders(works);
        this.ended = adders(works);
        this.most = Stream.generate(() -> new LongAccumulator(Math::max, 0)).limit(works)
            .toArray(LongAccumulator[]::new);
    }

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    /** Notes an element that has come to its end. */
    void add(int work, Instant begin, Instant end) {
        long nanos = (end.getEpochSecond() - begin.getEpochSecond()) * NANOS + end.getNano() - begin.getNano();
        spent[work].add(nanos);
        most[work].accumulate(nanos);
        ended[work].increment();
        lastEnd = end;
    }

    /** Notes elements of which only is known what they took together. */
    void add(int work, long count, Duration together) {
        spent[work].add(together.toNanos());
        ended[work].add(count);
    }

    /** What an element costs on the average, of whatever span; empty as long as none has come to its end. */
    Optional<Duration> cost() {
        long count = Arrays.stream(ended).mapToLong(LongAdder::sum).sum();
        return count == 0 ? Optional.empty()
            : Optional.of(Duration.ofNanos(Arrays.stream(spent).mapToLong(LongAdder::sum).sum() / count));
    }

    /** Whether one has come to its end since, of those that are known one by one. */
    boolean hasOneEndedSince(Instant since) {
        return lastEnd.isAfter(since);
    }

    /** How many of the span's elements have come to their end. */
    long ended(int work) {
        return ended[work].sum();
    }

    /** What the costliest of the span's elements has taken that have come to their ends. */
    Duration most(int work) {
        return Duration.ofNanos(most[work].get());
    }

    /** What an element of the span costs on the average; empty as long as none has come to its end. */
    Optional<Duration> cost(int work) {
        return cost(work, Duration.ZERO);
    }

    /**
     * The same where elements are in flight, whose cost so far is known: time at risk over ends, which is the likeliest
     * cost if nothing else is known.
     */
    Optional<Duration> cost(int work, Duration inFlight) {
        long count = ended[work].sum();
        return count == 0 ? Optional.empty()
            : Optional.of(Duration.ofNanos(Math.max(1, (spent[work].sum() + inFlight.toNanos()) / count)));
    }
}
