package dev.elementwise.compute;

import dev.elementwise.model.Fiber;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Lanes in virtual time: each is a fiber of the worker's process. */
final class FiberLanes implements Lanes {

    /** An await may return late, and so costs the model fewer steps. */
    private static final int LATENESS = 20;

    private final World world;
    private final Process process;
    private final int count;
    private final List<Stepped> runs = new ArrayList<>();

    FiberLanes(Process process, int count) {
        this.world = process.world();
        this.process = process;
        this.count = count;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int idle() {
        return runs.stream().anyMatch(run -> run.running > 0 && run.next < run.limit) ? 0
            : Math.max(0, count - runs.stream().mapToInt(run -> run.running).sum());
    }

    @Override
    public Run start(int size, IntPredicate element) {
        Stepped run = new Stepped(size, element);
        runs.removeIf(other -> other.running == 0);
        runs.add(run);
        for (int lane = 0; lane < Math.min(count, size); lane++) {
            int number = lane;
            run.running++;
            world.spawn(process, () -> run.lane(number));
        }
        return run;
    }

    @Override
    public void close() {
        // The process's end is theirs.
    }

    private final class Stepped extends Positions {

        private final IntPredicate element;
        private @Nullable Fiber waiting;
        private int running;

        Stepped(int size, IntPredicate element) {
            super(size);
            this.element = element;
        }

        private void lane(int lane) {
            while (next < limit) {
                int position = next++;
                inFlight.put(lane, new InFlight(position, world.clock().millis()));
                if (!element.test(position)) {
                    break;
                }
                inFlight.remove(lane);
            }
            running--;
            if (running == 0 && waiting != null) {
                world.wake(waiting);
            }
        }

        @Override
        public boolean await(long millis) {
            if (running > 0) {
                waiting = world.running();
                world.pass(Duration.ofMillis(millis * LATENESS));
                waiting = null;
            }
            return running == 0;
        }
    }
}
