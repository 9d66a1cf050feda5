package dev.elementwise.compute;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The lanes of a process in virtual time, which its batches share as they share those of {@link ForkJoinLanes}. */
final class ProcessLanes implements Lanes {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final VirtualProcess process;
    private final Turns turns;
    private final int count;
    private final Clock clock;
    private final List<Shared> runs = new ArrayList<>();
    private final Deque<Turns.Actor> waiting = new ArrayDeque<>();
    private int free;

    ProcessLanes(VirtualProcess process, int count, Clock clock) {
        this.process = process;
        this.turns = process.turns();
        this.count = count;
        this.free = count;
        this.clock = clock;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int idle() {
        runs.removeIf(Shared::isOver);
        return runs.stream().anyMatch(Shared::hasUnstarted) ? 0
            : Math.max(0, count - runs.stream().mapToInt(run -> run.inFlight.size()).sum());
    }

    @Override
    public Run start(int size, IntPredicate element) {
        Shared run = new Shared(count, size, element);
        runs.add(run);
        for (int lane = 0; lane < count; lane++) {
            int number = lane;
            process.start(() -> inTurn(() -> run.lane(number)));
        }
        return run;
    }

    /** Beside the lanes. */
    @Override
    public Run startOne(Runnable work) {
        Shared run = new Shared(1, 1, position -> {
            work.run();
            return true;
        });
        process.start(() -> run.lane(0));
        return run;
    }

    private void inTurn(Runnable lane) {
        if (free == 0) {
            waiting.add(process.turns().running());
            turns.sleep(FOR_EVER);
        } else {
            free--;
        }
        lane.run();
        if (waiting.isEmpty()) {
            free++;
        } else {
            turns.wake(waiting.remove());
        }
    }

    @Override
    public void close() {
        // The process's end is theirs.
    }

    private final class Shared extends Positions {

        private final int lanes;
        private final int size;
        private final IntPredicate element;
        private @Nullable Turns.Actor awaiting;
        private int working;
        private int left;

        Shared(int lanes, int size, IntPredicate element) {
            super(size);
            this.lanes = lanes;
            this.size = size;
            this.element = element;
        }

        private boolean hasUnstarted() {
            return next < limit;
        }

        private boolean isOver() {
            return working == 0 && !hasUnstarted() || left == lanes;
        }

        private void lane(int lane) {
            working++;
            boolean more = true;
            while (more && hasUnstarted()) {
                int from = next;
                next = Math.min(size, from + Lanes.runLength(from, size, lanes));
                more = run(lane, from, next);
            }
            working--;
            left++;
            if (isOver() && awaiting != null) {
                turns.wake(awaiting);
            }
        }

        private boolean run(int lane, int from, int to) {
            for (int position = from; position < Math.min(to, limit); position++) {
                inFlight.put(lane, new InFlight(position, clock.millis()));
                if (!element.test(position)) {
                    return false;
                }
                inFlight.remove(lane);
            }
            return true;
        }

        @Override
        public boolean await(long millis) {
            if (!isOver()) {
                awaiting = turns.running();
                turns.sleep(Duration.ofMillis(millis));
                awaiting = null;
            }
            return isOver();
        }

        @Override
        public int working() {
            return working;
        }
    }
}
