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
        private final Deque<Report> reports = new ArrayDeque<>();
        private Turns.@Nullable Actor awaiting;

        private Started() {
            process.whenDead(() -> report(new Report.Died("as asked")));
        }

        @Override
        public void run(int position, SpanWork work, int within) {
            process.start(() -> {
                try (Computations computations = new Computations(catalogue)) {
                    report(new Report.Ended(position,
                        computations.runner(work.span()).run(work.index(within), work.element(within))));
                } catch (OutOfMemoryError e) {
                    process.die();
                }
            });
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
