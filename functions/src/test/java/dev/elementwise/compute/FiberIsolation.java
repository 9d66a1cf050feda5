package dev.elementwise.compute;

import dev.elementwise.model.Death;
import dev.elementwise.model.Fiber;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Children in virtual time: each is a process of the world, and each element in it a fiber. */
final class FiberIsolation implements Isolation {

    private static final Duration START = Duration.ofMillis(300);

    private final Process parent;
    private final World world;
    private final Catalogue catalogue;

    FiberIsolation(Process parent, Catalogue catalogue) {
        this.parent = parent;
        this.world = parent.world();
        this.catalogue = catalogue;
    }

    @Override
    public Child start(int lanes) {
        world.pass(START);
        if (world.random().nextInt(50) == 0) {
            throw new IsolationException("No memory for a child, as the schedule has it");
        }
        return new Fibers();
    }

    private final class Fibers implements Child {

        private final Process process = new Process(world);
        private final Deque<Report> reports = new ArrayDeque<>();
        private @Nullable Fiber waiting;

        Fibers() {
            process.whenDead(() -> report(new Report.Died("as the schedule has it")));
            parent.whenDead(process::die);
        }

        @Override
        public void run(int position, SpanWork work, int within) {
            world.spawn(process, () -> {
                try (Computations computations = new Computations(catalogue)) {
                    report(new Report.Ended(position,
                        computations.runner(work.span()).run(work.index(within), work.element(within))));
                } catch (Death e) {
                    throw e;
                } catch (VirtualMachineError e) {
                    process.die();
                }
            });
        }

        private void report(Report report) {
            reports.add(report);
            if (waiting != null) {
                world.wake(waiting);
            }
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
