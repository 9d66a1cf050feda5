package dev.elementwise.compute;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.Outcome;
import dev.elementwise.model.Fate;
import dev.elementwise.model.Fiber;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Children in virtual time: each is a process of the world, and each element in it a fiber. */
final class FiberIsolation implements Isolation {

    private static final Duration START = Duration.ofMillis(500);
    private static final Duration TICK = Duration.ofMillis(10);

    private final Process parent;
    private final World world;
    private final Catalogue catalogue;
    private final Fate fate;

    FiberIsolation(Process parent, Catalogue catalogue, Fate fate) {
        this.fate = fate;
        this.parent = parent;
        this.world = parent.world();
        this.catalogue = catalogue;
    }

    @Override
    public Child start(int lanes) {
        world.pass(START);
        if (fate.refuses()) {
            throw new IsolationException("No memory for a child, as the schedule has it");
        }
        return new Fibers(lanes);
    }

    private final class Fibers implements Child {

        private final Process process = new Process(parent);
        private final Computations computations = new Computations(catalogue);
        private final Deque<Report> reports = new ArrayDeque<>();
        private final Map<Integer, Long> inFlight = new LinkedHashMap<>();
        private final int lanes;
        private @Nullable Fiber waiting;
        private final Set<Computations.Key> opening = new HashSet<>();

        Fibers(int lanes) {
            this.lanes = lanes;
            process.whenDead(() -> report(new Report.Died("as the schedule has it")));
        }

        @Override
        public void run(int position, SpanWork work, int within) {
            inFlight.put(position, work.index(within));
            String element = work.span().job().id() + "/" + work.index(within);
            if (lanes == 1 ? fate.strikesAlone(element) : fate.strikes()) {
                world.after(Duration.ofMillis(world.random().nextInt(3_000)), this::strike);
            }
            world.spawn(process, () -> {
                try {
                    report(new Report.Ended(position, runner(work).run(work.index(within), work.element(within))));
                } catch (OutOfMemoryError e) {
                    process.die();
                }
            });
        }

        /** One opens a task, and others that need it wait, which no lock must do in virtual time. */
        private ElementRunner runner(SpanWork work) {
            Computations.Key key = Computations.Key.of(work.span());
            while (!opening.add(key)) {
                world.pass(TICK);
            }
            try {
                return computations.runner(key);
            } finally {
                opening.remove(key);
            }
        }

        private void strike() {
            if (fate.isBlaming() && !process.isDead()) {
                ElementError blamed = new ElementError(ElementError.WORKER_CRASHED, "as the fault has it", 1);
                new LinkedHashMap<>(inFlight).forEach((position, index) ->
                    report(new Report.Ended(position, Outcome.failure(index, blamed))));
            }
            process.die();
        }

        private void report(Report report) {
            if (report instanceof Report.Ended ended) {
                inFlight.remove(ended.position());
            }
            reports.add(report);
            if (waiting != null) {
                world.wake(waiting);
            }
        }

        @Override
        public void call(ReducerCall call) {
            report(new Report.Answered(call.answer(new Reductions(catalogue))));
        }

        @Override
        public Optional<Report> await(Duration patience) {
            if (reports.isEmpty()) {
                waiting = world.running();
                world.pass(patience);
                waiting = null;
            }
            return Optional.ofNullable(reports.poll());
        }

        @Override
        public void close() {
            process.die();
        }
    }
}
