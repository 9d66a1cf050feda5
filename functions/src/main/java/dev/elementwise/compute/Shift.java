package dev.elementwise.compute;

import dev.elementwise.job.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One batch on the lanes, from the first element to the stop sign. It is put up when the time slice is over, when the
 * outcomes grow too many to hold, when an element is over its time, or when the memory is exhausted.
 */
final class Shift {

    /** How a shift came to its end. */
    enum End {
        /** All lanes have ended, perhaps with elements left that nobody has started. */
        DONE,
        /** The stop sign is up, and elements in flight go on. */
        SLICE_OVER,
        /** An element is over its time, and its thread cannot be stopped. */
        ELEMENT_STUCK,
        /** The memory is exhausted, which any of the elements in flight may have done. */
        OUT_OF_MEMORY,
        /** Nobody wants the elements in flight any more, for their jobs have ended. */
        ABANDONED
    }

    /** How long a worker stays with a batch, and what it does about what it has not started by then. */
    interface Slice {

        /** After which it hands on what it has not started, if that is more than it can do; asked for until it is over. */
        Duration first();

        /** After which it does so in any case; asked for once the first is over, when more is known. */
        Duration longest();

        /** Whether the job is so near its end that the worker had better hand on now what others may do sooner. */
        boolean isToBeSharedEarly();

        /** From now on what is handed on is cut small. */
        void cutSmall();

        /**
         * Hands on what is not started, but for what the lanes had better do first, if that is done soon enough.
         *
         * @param left how long the worker may stay
         * @return whether it has
         */
        boolean share(Lanes.Run run, Duration left);
    }

    /** Half of a glance. */
    private static final long LONGEST_TICK_MILLIS = 25;
    /** A look costs a tenth of a millisecond of CPU time, which the elements lose: a five-hundredth of it. */
    private static final long TICK_MILLIS_OF_A_LANE = 50;
    private static final long SHORTEST_TICK_MILLIS = 5;
    private static final long GRACE_MILLIS = 20;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final Batch batch;
    private final List<ElementRunner> runners;
    private final int lanes;
    private final Limits limits;
    private final Clock clock;
    private final Company company;
    private final long tickMillis;
    private final Instant startedAt;
    /** No position from there on is run. */
    private final int end;
    private final Lanes.Run run;
    private final ThreadLocal<CpuMeter> meters = CpuMeter.ofEachThread();
    private volatile boolean exhausted;

    /** @param runners one for each of the batch's spans, in the same order */
    Shift(Batch batch, List<ElementRunner> runners, Lanes lanes, Limits limits, Clock clock,
          Company company) {
        this.batch = batch;
        this.runners = runners;
        this.lanes = lanes.count();
        this.limits = limits;
        this.clock = clock;
        this.company = company;
        this.tickMillis =
            Math.max(SHORTEST_TICK_MILLIS, Math.min(LONGEST_TICK_MILLIS, TICK_MILLIS_OF_A_LANE / this.lanes));
        this.startedAt = clock.instant();
        this.end = batch.end();
        this.run = lanes.start(batch, this::runElement);
        company.runs(run);
    }

    Instant startedAt() {
        return startedAt;
    }

    List<Lanes.InFlight> inFlight() {
        return run.inFlight();
    }

    /** How many lanes are at it. */
    int working() {
        return run.working();
    }

    /** How many positions, the first ones, have been started, passed over, or are about to be. */
    int taken() {
        return run.taken();
    }

    private boolean runElement(int position) {
        int number = batch.workAt(position);
        SpanWork work = batch.work(number);
        if (position >= end || batch.isDropped(work) || batch.isSettled(position)) {
            return true;
        }
        try {
            CpuMeter meter = meters.get();
            int within = batch.within(number, position);
            Instant begin = clock.instant();
            Outcome outcome = runners.get(number).run(work.index(within), work.element(within)).taking(meter.tell());
            batch.settle(position, outcome);
            batch.meter().add(number, begin, clock.instant());
            return true;
        } catch (Throwable e) {
            // Only what the machine throws for want of memory comes here: nobody knows whose fault it is.
            exhausted = true;
            return false;
        }
    }

    /** Lets the lanes run until everything is done, the slice is over or something forces an end. */
    End toEndOfSlice(Slice slice, Runnable tick) {
        Optional<Duration> stay = Optional.empty();
        boolean early = false;
        while (!run.await(tickMillis)) {
            tick.run();
            End forced = forced();
            if (forced != End.DONE) {
                run.stop();
                return forced;
            }
            if (!early && isOver(limits.lastSlice()) && slice.isToBeSharedEarly()) {
                early = true;
                slice.cutSmall();
                stay = Optional.of(stayUpTo(elapsed().plus(limits.lastStay()), slice));
            } else if (stay.isEmpty() && isOver(slice.first())) {
                stay = Optional.of(stayUpTo(slice.longest(), slice));
            }
            if (stay.filter(this::isOver).isPresent() || batch.isHoldingMuch() || batch.allDropped()) {
                run.stop();
                boolean ended = run.await(GRACE_MILLIS);
                return exhausted ? End.OUT_OF_MEMORY : ended ? End.DONE : End.SLICE_OVER;
            }
        }
        return exhausted ? End.OUT_OF_MEMORY : End.DONE;
    }

    /** That long, if what is not handed on is done by then; else not at all. */
    private Duration stayUpTo(Duration longest, Slice slice) {
        return promisesToEndWithin(longest) || slice.share(run, longest.minus(elapsed())) ? longest : Duration.ZERO;
    }

    private boolean isOver(Duration stay) {
        return elapsed().compareTo(stay) >= 0;
    }

    private Duration elapsed() {
        return Duration.between(startedAt, clock.instant());
    }

    /** By what has ended; as long as nothing has, by what is known of the elements, if that can't be far wrong. */
    private boolean promisesToEndWithin(Duration slice) {
        long done = IntStream.range(0, batch.size()).filter(batch::isSettled).count();
        double elapsed = elapsed().toNanos();
        if (done > 0) {
            return elapsed * end / done <= slice.toNanos();
        }
        long rounds = (end + lanes - 1) / lanes;
        return knownCost().filter(cost -> elapsed <= 2.0 * cost.toNanos()
            && Math.max(cost.toNanos(), elapsed) * rounds <= slice.toNanos()).isPresent();
    }

    private Optional<Duration> knownCost() {
        return batch.works().size() == 1 ? batch.work(0).span().cost() : Optional.empty();
    }

    /** After the stop sign: lets the elements in flight come to their end, if anybody wants them. */
    End toEndOfFlight(Runnable tick) {
        return toEndOfFlight(Instant.MAX, tick);
    }

    /** The same for that long at most: some may be in flight then, and {@link End#SLICE_OVER} says so. */
    End toEndOfFlight(Duration longest, Runnable tick) {
        return toEndOfFlight(clock.instant().plus(longest), tick);
    }

    private End toEndOfFlight(Instant until, Runnable tick) {
        while (clock.instant().isBefore(until)) {
            if (run.await(tickMillis)) {
                return exhausted ? End.OUT_OF_MEMORY : End.DONE;
            }
            if (batch.allDropped()) {
                return run.await(LAST_WORDS_MILLIS) && !exhausted ? End.DONE : End.ABANDONED;
            }
            tick.run();
            End forced = forced();
            if (forced != End.DONE) {
                return forced;
            }
        }
        return End.SLICE_OVER;
    }

    private End forced() {
        if (exhausted || company.isSuspicious()) {
            return End.OUT_OF_MEMORY;
        }
        long latestStart = clock.millis() - limits.element().toMillis();
        return inFlight().stream().anyMatch(flight -> flight.sinceMillis() < latestStart)
            ? End.ELEMENT_STUCK : End.DONE;
    }

    /** Puts up the stop sign; whether the lanes have ended soon after. */
    boolean stop() {
        run.stop();
        return run.await(LAST_WORDS_MILLIS);
    }

    /** Gives the elements that are over their time their error. */
    void settleStuck() {
        long latestStart = clock.millis() - limits.element().toMillis();
        for (Lanes.InFlight flight : inFlight()) {
            if (flight.sinceMillis() < latestStart) {
                batch.settle(flight.position(), limits.timedOut(batch.index(flight.position())));
            }
        }
    }
}
