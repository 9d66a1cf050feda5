package dev.elementwise.compute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Opens and closes what the spans of a batch need, in a thread of its own, for a task's code may never come back. Safe
 * for use by several threads.
 */
final class Opener {

    private static final long TICK_MILLIS = 10;
    private static final Duration ANSWERING = Duration.ofSeconds(2);

    private final Lanes lanes;
    private final Limits limits;
    private final Clock clock;

    Opener(Lanes lanes, Limits limits, Clock clock) {
        this.lanes = lanes;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param stuck what has not come back, and keeps its thread; empty if all has
     * @param alone whether it had all the time there was
     */
    record Opened(Optional<Computations.Key> stuck, boolean alone) {
    }

    /** @param tick runs every now and then */
    Opened open(Batch batch, Computations computations, Runnable tick) {
        Instant until = clock.instant().plus(limits.opening());
        boolean alone = true;
        for (Computations.Key key : keys(batch)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Lanes.Run run = lanes.startOne(() -> open(computations, key, thrown));
            while (!run.await(TICK_MILLIS)) {
                tick.run();
                if (!clock.instant().isBefore(until) || batch.allDropped()) {
                    return new Opened(Optional.of(key), alone);
                }
            }
            if (thrown.get() instanceof Error error) {
                throw error;
            }
            alone = false;
        }
        return new Opened(Optional.empty(), alone);
    }

    /** What a task throws is its elements' error already; what comes here is the machine's. */
    private static void open(Computations computations, Computations.Key key, AtomicReference<Throwable> thrown) {
        try {
            computations.runner(key);
        } catch (Throwable e) {
            thrown.set(e);
        }
    }

    private static Set<Computations.Key> keys(Batch batch) {
        Set<Computations.Key> keys = new LinkedHashSet<>();
        batch.works().forEach(work -> keys.add(Computations.Key.of(work.span())));
        return keys;
    }

    /**
     * Closes what was opened; whether it has come back.
     *
     * @param deadline when the invocation is cut off; an answer has to leave before
     */
    boolean close(Computations computations, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline.minus(ANSWERING));
        Duration most = left.compareTo(limits.opening()) < 0 ? left : limits.opening();
        return lanes.startOne(computations::close).await(Math.max(0, most.toMillis()));
    }

    /** The runners of a batch that is opened, one for each of its spans, in order. */
    static List<ElementRunner> runners(Batch batch, Computations computations) {
        return batch.works().stream().map(work -> computations.runner(work.span())).toList();
    }
}
