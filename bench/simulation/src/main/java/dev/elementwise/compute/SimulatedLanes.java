package dev.elementwise.compute;

import dev.elementwise.simulation.LocalClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lanes in virtual time: whoever waits for them plays them, element by element, in the order of the elements' ends. */
final class SimulatedLanes implements Lanes {

    private static final int NONE = -1;
    /** Stands for the lane's element of another batch. */
    private static final int OTHERS = -2;

    private final int count;
    private final LocalClock clock;
    private final Runnable meet;
    private final LongUnaryOperator costs;
    /** When each lane has done what it has begun, whosever it is. */
    private final long[] busyUntil;
    private @Nullable Played newest;

    /**
     * Lanes that are free.
     *
     * @param meet called every now and then by those who wait, so that others see what they do in time
     * @param costs what the element at an index takes, in nanoseconds
     */
    SimulatedLanes(int count, LocalClock clock, Runnable meet, LongUnaryOperator costs) {
        this.count = count;
        this.clock = clock;
        this.meet = meet;
        this.costs = costs;
        this.busyUntil = new long[count];
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int idle() {
        if (!haveStartedAll()) {
            return 0;
        }
        int idle = 0;
        for (long until : busyUntil) {
            idle += until <= clock.nanos() ? 1 : 0;
        }
        return idle;
    }

    @Override
    public boolean haveStartedAll() {
        return newest == null || newest.next >= newest.limit;
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

    private final class Played implements Run {

        private final Batch batch;
        private final IntPredicate element;
        private final int size;
        private final int[] position = new int[count];
        private final int[] runEnd = new int[count];
        private final long[] since = new long[count];
        private final long[] end = new long[count];
        private int next;
        private int running;
        private int limit;

        Played(Batch batch, IntPredicate element) {
            this.batch = batch;
            this.element = element;
            this.size = batch.size();
            this.limit = size;
            for (int lane = 0; lane < count; lane++) {
                running++;
                if (busyUntil[lane] > clock.nanos()) {
                    position[lane] = OTHERS;
                    end[lane] = busyUntil[lane];
                } else {
                    begin(lane, 0, 0, clock.nanos());
                }
            }
            newest = this;
        }

        private void begin(int lane, int from, int to, long now) {
            int first = from;
            int last = to;
            if (first >= last) {
                first = next;
                last = Math.min(size, first + Lanes.runLength(first, size, count));
                next = Math.max(next, last);
            }
            if (first >= last || first >= limit) {
                position[lane] = NONE;
                running--;
                return;
            }
            position[lane] = first;
            runEnd[lane] = last;
            since[lane] = Math.max(now, busyUntil[lane]);
            end[lane] = since[lane] + costs.applyAsLong(batch.index(first));
            busyUntil[lane] = end[lane];
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
        public boolean await(long millis) {
            long deadline = clock.nanos() + Duration.ofMillis(millis).toNanos();
            while (running > 0) {
                if (next >= limit && !isAnyInFlight()) {
                    return true;
                }
                int lane = first();
                if (end[lane] > deadline) {
                    clock.set(deadline);
                    meet.run();
                    return false;
                }
                if (position[lane] == OTHERS) {
                    clock.set(end[lane]);
                    begin(lane, 0, 0, end[lane]);
                    continue;
                }
                clock.set(since[lane]);
                element.test(position[lane]);
                clock.set(end[lane]);
                begin(lane, position[lane] + 1, runEnd[lane], end[lane]);
            }
            return true;
        }

        private boolean isAnyInFlight() {
            for (int lane = 0; lane < count; lane++) {
                if (position[lane] >= 0) {
                    return true;
                }
            }
            return false;
        }

        /** The lane whose element ends first. */
        private int first() {
            int first = NONE;
            for (int lane = 0; lane < count; lane++) {
                if (position[lane] != NONE && (first == NONE || end[lane] < end[first])) {
                    first = lane;
                }
            }
            return first;
        }

        @Override
        public List<InFlight> inFlight() {
            List<InFlight> flying = new ArrayList<>(count);
            for (int lane = 0; lane < count; lane++) {
                if (position[lane] >= 0) {
                    flying.add(new InFlight(position[lane],
                        clock.millis() - Duration.ofNanos(clock.nanos() - since[lane]).toMillis()));
                }
            }
            return flying;
        }
    }
}
