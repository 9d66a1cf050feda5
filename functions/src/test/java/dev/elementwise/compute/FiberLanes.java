package dev.elementwise.compute;

import dev.elementwise.model.Fiber;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Lanes in virtual time, each a fiber of the worker's process. Its batches share them as they share those of
 * {@link ForkJoinLanes}.
 */
final class FiberLanes implements Lanes {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final World world;
    private final Process process;
    private final int count;
    private final int lateness;
    private final List<Shared> runs = new ArrayList<>();
    private final Deque<Fiber> waiting = new ArrayDeque<>();
    private int free;

    /** @param lateness how many times too late a look at a run may be that has not ended; more cost fewer steps */
    FiberLanes(Process process, int count, int lateness) {
        this.world = process.world();
        this.process = process;
        this.count = count;
        this.lateness = lateness;
        this.free = count;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int idle() {
        return haveStartedAll() ? Math.max(0, count - runs.stream().mapToInt(Shared::working).sum()) : 0;
    }

    @Override
    public boolean haveStartedAll() {
        runs.removeIf(Shared::isOver);
        return runs.stream().noneMatch(Shared::hasUnstarted);
    }

    @Override
    public Run start(int size, IntPredicate element) {
        Shared run = new Shared(Math.min(count, size), size, element);
        runs.add(run);
        for (int lane = 0; lane < run.lanes; lane++) {
            int number = lane;
            world.spawn(process, () -> inTurn(() -> run.lane(number)));
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
        world.spawn(process, () -> run.lane(0));
        return run;
    }

    private void inTurn(Runnable lane) {
        if (free > 0) {
            free--;
        } else {
            awaitTurn();
        }
        lane.run();
        if (waiting.isEmpty()) {
            free++;
        } else {
            world.wake(waiting.remove());
        }
    }

    private void awaitTurn() {
        Fiber self = world.running();
        waiting.add(self);
        while (waiting.contains(self)) {
            try {
                world.pass(FOR_EVER);
            } catch (OutOfMemoryError e) {
                // What waits needs no memory.
            }
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
        private @Nullable Fiber awaiting;
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
                next = Math.min(size, from + Lanes.runLength(from, size, count));
                more = run(lane, from, next);
            }
            working--;
            left++;
            if (isOver() && awaiting != null) {
                world.wake(awaiting);
            }
        }

        private boolean run(int lane, int from, int to) {
            for (int position = from; position < Math.min(to, limit); position++) {
                inFlight.put(lane, new InFlight(position, world.clock().millis()));
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
                awaiting = world.running();
                world.pass(Duration.ofMillis(millis * lateness));
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
