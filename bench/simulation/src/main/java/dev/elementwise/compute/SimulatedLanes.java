package dev.elementwise.compute;

import dev.elementwise.simulation.LocalClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lanes in virtual time: whoever waits for them plays them, element by element, in the order of the elements' ends. */
final class SimulatedLanes implements Lanes {

    private static final int NONE = -1;

    private final int count;
    private final LocalClock clock;
    private final LongUnaryOperator costs;
    /** In the order in which they were started; those that may have elements left to start. */
    private final List<Played> runs = new ArrayList<>();
    private final @Nullable Played[] owner;
    private final int[] position;
    private final int[] runEnd;
    private final long[] since;
    private final long[] end;

    /** @param costs what the element at an index takes, in nanoseconds */
    SimulatedLanes(int count, LocalClock clock, LongUnaryOperator costs) {
        this.count = count;
        this.clock = clock;
        this.costs = costs;
        this.owner = new Played[count];
        this.position = new int[count];
        this.runEnd = new int[count];
        this.since = new long[count];
        this.end = new long[count];
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Run start(int size, IntPredicate element) {
        throw new UnsupportedOperationException("The batch has to be known");
    }

    /** Takes no time, for nothing is simulated but elements. */
    @Override
    public Run startOne(Runnable work) {
        work.run();
        return new Run() {
            @Override
            public void stop() {
                // it has ended
            }

            @Override
            public void stopAt(int position) {
                // it has ended
            }

            @Override
            public int taken() {
                return 1;
            }

            @Override
            public int left() {
                return 0;
            }

            @Override
            public boolean await(long millis) {
                return true;
            }

            @Override
            public List<InFlight> inFlight() {
                return List.of();
            }
        };
    }

    @Override
    public Run start(Batch batch, IntPredicate element) {
        return new Played(batch, element);
    }

    @Override
    public void close() {
        // nothing is ever left
    }

    /** Lets time pass until a deadline, or until a run has ended, if that is sooner. */
    private boolean play(Played awaited, long deadline) {
        while (awaited.running()) {
            if (!step(deadline)) {
                clock.set(Math.max(clock.nanos(), deadline));
                return false;
            }
        }
        return true;
    }

    /** Plays all elements that have ended by now. */
    private void catchUp() {
        long now = clock.nanos();
        boolean more = true;
        while (more) {
            more = step(now);
        }
        clock.set(now);
    }

    /** Plays the element that ends first, if that is by the deadline. */
    private boolean step(long deadline) {
        int lane = first();
        if (lane == NONE || end[lane] > deadline) {
            return false;
        }
        clock.set(since[lane]);
        Objects.requireNonNull(owner[lane]).element.test(position[lane]);
        clock.set(end[lane]);
        begin(lane, end[lane]);
        return true;
    }

    /** The lane whose element ends first. */
    private int first() {
        int first = NONE;
        for (int lane = 0; lane < count; lane++) {
            if (owner[lane] != null && (first == NONE || end[lane] < end[first])) {
                first = lane;
            }
        }
        return first;
    }

    /** The lane's next element: of the positions that it has taken, then of what is left of the runs in their order. */
    private void begin(int lane, long now) {
        Played run = owner[lane];
        int next = position[lane] + 1;
        if (run == null || next >= Math.min(runEnd[lane], run.limit)) {
            runs.removeIf(other -> other.left() == 0);
            run = runs.isEmpty() ? null : runs.get(0);
            next = run == null ? NONE : run.take(lane);
        }
        owner[lane] = run;
        if (run != null) {
            position[lane] = next;
            since[lane] = now;
            end[lane] = now + costs.applyAsLong(run.batch.index(next));
        }
    }

    private final class Played implements Run {

        private final Batch batch;
        private final IntPredicate element;
        private final int size;
        private int next;
        private int limit;

        Played(Batch batch, IntPredicate element) {
            this.batch = batch;
            this.element = element;
            this.size = batch.size();
            this.limit = size;
            catchUp();
            runs.add(this);
            for (int lane = 0; lane < count; lane++) {
                if (owner[lane] == null) {
                    begin(lane, clock.nanos());
                }
            }
        }

        /** The first of the positions that the lane takes next, of which there must be some. */
        private int take(int lane) {
            int first = next;
            next = Math.min(size, first + Lanes.runLength(first, size, count));
            runEnd[lane] = next;
            return first;
        }

        private boolean running() {
            if (left() > 0) {
                return true;
            }
            for (int lane = 0; lane < count; lane++) {
                if (owner[lane] == this) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void stop() {
            limit = 0;
        }

        @Override
        public void stopAt(int position) {
            limit = Math.min(limit, position);
        }

        @Override
        public int taken() {
            return next;
        }

        @Override
        public int left() {
            return Math.max(0, Math.min(size, limit) - next);
        }

        @Override
        public boolean await(long millis) {
            return play(this, clock.nanos() + Duration.ofMillis(millis).toNanos());
        }

        @Override
        public List<InFlight> inFlight() {
            List<InFlight> flying = new ArrayList<>(count);
            for (int lane = 0; lane < count; lane++) {
                if (owner[lane] == this) {
                    flying.add(new InFlight(position[lane],
                        clock.millis() - Duration.ofNanos(clock.nanos() - since[lane]).toMillis()));
                }
            }
            return flying;
        }
    }
}
