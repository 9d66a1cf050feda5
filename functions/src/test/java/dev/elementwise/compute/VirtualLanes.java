package dev.elementwise.compute;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Lanes in virtual time: waiting for them puts the clock forward, from one element's end to the next. Only one thread
 * runs at a time, so that the same batch takes the same course each time.
 */
final class VirtualLanes implements Lanes {

    private final int count;
    private final SettableClock clock;
    private final List<Lane> all = new ArrayList<>();

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

    /** There is one thread at a time, which has its batch to do. */
    @Override
    public int idle() {
        return 0;
    }

    @Override
    public boolean haveStartedAll() {
        return false;
    }

    @Override
    public Run start(int size, IntPredicate element) {
        VirtualRun run = new VirtualRun(size, element);
        all.addAll(run.lanes);
        run.lanes.forEach(Lane::start);
        run.lanes.forEach(Lane::proceed);
        return run;
    }

    @Override
    public void close() {
        all.stream().filter(lane -> !lane.ended).forEach(lane -> {
            lane.run.stop();
            lane.go.release();
        });
    }

    private final class VirtualRun extends Positions {

        private final IntPredicate element;
        private final List<Lane> lanes;

        private VirtualRun(int size, IntPredicate element) {
            super(size);
            this.element = element;
            this.lanes = IntStream.range(0, count).mapToObj(number -> new Lane(this, number)).toList();
        }

        @Override
        public boolean await(long millis) {
            Instant deadline = clock.instant().plusMillis(millis);
            while (lanes.stream().anyMatch(lane -> !lane.ended)) {
                Optional<Lane> due = lanes.stream().filter(lane -> !lane.ended && !lane.wakeAt.isAfter(deadline))
                    .min(Comparator.comparing(lane -> lane.wakeAt));
                if (due.isEmpty()) {
                    clock.forward(Duration.between(clock.instant(), deadline));
                    return false;
                }
                clock.forward(Duration.between(clock.instant(), due.get().wakeAt));
                due.get().proceed();
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
