package dev.elementwise.compute;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Lanes in virtual time: waiting for them puts the clock forward, from one element's end to the next. Only one thread
 * runs at a time, so that the same batch takes the same course each time.
 */
final class VirtualLanes implements Lanes {

    private final int count;
    private final SettableClock clock;
    private final List<Lane> all = new ArrayList<>();
    private final List<VirtualRun> runs = new ArrayList<>();
    private int started;

    VirtualLanes(int count, SettableClock clock) {
        this.count = count;
        this.clock = clock;
    }

    /** Lets the element that this thread computes take so long, if it is computed in virtual time. */
    static void spend(Duration time) {
        if (Thread.currentThread() instanceof Lane lane) {
            lane.sleep(time);
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Run start(int size, IntPredicate element) {
        VirtualRun run = new VirtualRun(size, element);
        runs.add(run);
        fill();
        return run;
    }

    /** Lets lanes that have nothing to do come to the run that has elements left to start, the first one first. */
    private void fill() {
        for (VirtualRun run : List.copyOf(runs)) {
            while (run.left() > 0 && busy() < count) {
                Lane lane = new Lane(run, ++started);
                all.add(lane);
                run.lanes.add(lane);
                lane.start();
                lane.proceed();
            }
        }
        runs.removeIf(run -> run.left() == 0);
        all.removeIf(lane -> lane.ended);
    }

    private int busy() {
        return (int) all.stream().filter(lane -> !lane.ended).count();
    }

    @Override
    public void close() {
        all.stream().filter(lane -> !lane.ended).forEach(lane -> {
            lane.run.stop();
            lane.go.release();
        });
    }

    private final class VirtualRun implements Run {

        private final IntPredicate element;
        private final List<Lane> lanes = new ArrayList<>();
        private int next;
        private volatile int limit;

        private VirtualRun(int size, IntPredicate element) {
            this.limit = size;
            this.element = element;
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
            return Math.max(0, limit - next);
        }

        /** The lane that is due first, if one is by the deadline. */
        private @Nullable Lane due(Instant deadline) {
            Lane first = null;
            for (Lane lane : all) {
                if (!lane.ended && !lane.wakeAt.isAfter(deadline)
                    && (first == null || lane.wakeAt.isBefore(first.wakeAt))) {
                    first = lane;
                }
            }
            return first;
        }

        private boolean isRunning() {
            for (Lane lane : lanes) {
                if (!lane.ended) {
                    return true;
                }
            }
            return left() > 0;
        }

        @Override
        public boolean await(long millis) {
            if (millis == 0) {
                return !isRunning();
            }
            Instant deadline = clock.instant().plusMillis(millis);
            while (isRunning()) {
                Lane due = due(deadline);
                if (due == null) {
                    clock.forward(Duration.between(clock.instant(), deadline));
                    return false;
                }
                if (due.wakeAt.isAfter(clock.instant())) {
                    clock.forward(Duration.between(clock.instant(), due.wakeAt));
                }
                due.proceed();
                fill();
            }
            return true;
        }

        @Override
        public List<InFlight> inFlight() {
            return lanes.stream().filter(lane -> lane.position >= 0)
                .map(lane -> new InFlight(lane.position, lane.since)).toList();
        }
    }

    private final class Lane extends Thread {

        private final VirtualRun run;
        private final Semaphore go = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private volatile Instant wakeAt = clock.instant();
        private volatile int position = -1;
        private volatile long since;
        private volatile boolean ended;

        private Lane(VirtualRun run, int number) {
            super("virtual-lane-" + number);
            this.run = run;
            setDaemon(true);
        }

        /** Lets the lane run until it sleeps or ends. */
        private void proceed() {
            go.release();
            back.acquireUninterruptibly();
        }

        private void sleep(Duration time) {
            wakeAt = clock.instant().plus(time);
            back.release();
            go.acquireUninterruptibly();
        }

        @Override
        public void run() {
            go.acquireUninterruptibly();
            boolean more = true;
            while (more && run.next < run.limit) {
                position = run.next++;
                since = clock.millis();
                more = run.element.test(position);
                position = more ? -1 : position;
            }
            ended = true;
            back.release();
        }
    }
}
