package dev.elementwise.compute;

import dev.elementwise.model.Fiber;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private int lanes;
    private int numbers;

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
    public Run start(int size, IntPredicate element) {
        Stepped run = new Stepped(size, element);
        runs.add(run);
        while (lanes < count && run.left() > run.coming) {
            run.coming++;
            lanes++;
            int number = numbers++;
            world.spawn(process, () -> lane(run, number));
        }
        return run;
    }

    /** A lane goes from run to run as long as there is one with elements left to start. */
    private void lane(Stepped first, int number) {
        first.coming--;
        @Nullable Stepped run = first;
        while (run != null && run.lane(number)) {
            run = runs.stream().filter(other -> other.left() > 0).findFirst().orElse(null);
        }
        lanes--;
        runs.removeIf(other -> other.left() == 0);
    }

    @Override
    public void close() {
        // The process's end is theirs.
    }

    private final class Stepped implements Run {

        private final IntPredicate element;
        private final Map<Integer, InFlight> inFlight = new TreeMap<>();
        private @Nullable Fiber waiting;
        private int coming;
        private int running;
        private int next;
        private int limit;

        Stepped(int size, IntPredicate element) {
            this.limit = size;
            this.element = element;
        }

        private boolean lane(int lane) {
            running++;
            boolean more = true;
            while (more && next < limit) {
                int position = next++;
                inFlight.put(lane, new InFlight(position, world.clock().millis()));
                more = element.test(position);
                if (more) {
                    inFlight.remove(lane);
                }
            }
            running--;
            if (isOver() && waiting != null) {
                world.wake(waiting);
            }
            return more;
        }

        private boolean isOver() {
            return running == 0 && coming == 0 && left() == 0;
        }

        @Override
        public int left() {
            return Math.max(0, limit - next);
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
            if (!isOver() && millis > 0) {
                waiting = world.running();
                world.pass(Duration.ofMillis(millis * LATENESS));
                waiting = null;
            }
            return isOver();
        }

        @Override
        public List<InFlight> inFlight() {
            return new ArrayList<>(inFlight.values());
        }
    }
}
