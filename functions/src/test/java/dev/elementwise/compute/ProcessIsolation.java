package dev.elementwise.compute;

import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Children of a process in virtual time. */
final class ProcessIsolation implements Isolation {

    private static final Duration START = Duration.ofMillis(500);
    private static final Duration TICK = Duration.ofMillis(10);

    private final VirtualProcess parent;
    private final Catalogue catalogue;

    ProcessIsolation(VirtualProcess parent, Catalogue catalogue) {
        this.parent = parent;
        this.catalogue = catalogue;
    }

    @Override
    public Child start(int lanes) {
        parent.turns().sleep(START);
        return new Started();
    }

    private final class Started implements Child {

        private final VirtualProcess process = new VirtualProcess(parent);
        private final Computations computations = new Computations(catalogue);
        private final Deque<Report> reports = new ArrayDeque<>();
        private Turns.@Nullable Actor awaiting;
        private boolean opening;

        private Started() {
            process.whenDead(() -> report(new Report.Died("as asked")));
        }

        @Override
        public void run(int position, SpanWork work, int within) {
            process.start(() -> {
                try {
                    report(new Report.Ended(position,
                        runner(work).run(work.index(within), work.element(within))));
                } catch (OutOfMemoryError e) {
                    process.die();
                }
            });
        }

        /** One opens a task, and others that need it wait, which no lock must do in virtual time. */
        private ElementRunner runner(SpanWork work) {
            while (opening) {
                parent.turns().sleep(TICK);
            }
            opening = true;
            ElementRunner runner = computations.runner(work.span());
            opening = false;
            return runner;
        }

        private void report(Report report) {
            reports.add(report);
            if (awaiting != null) {
                parent.turns().wake(awaiting);
            }
        }

        @Override
        public Optional<Report> await(Duration patience) {
            if (reports.isEmpty()) {
                awaiting = parent.turns().running();
                parent.turns().sleep(patience);
                awaiting = null;
            }
            return Optional.ofNullable(reports.poll());
        }

        @Override
        public void close() {
            process.die();
        }
    }
}
