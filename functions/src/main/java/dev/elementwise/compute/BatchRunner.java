package dev.elementwise.compute;

import dev.elementwise.queue.Queues;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.List;

/**
 * Runs a batch: elements on the lanes, then, in this order, commit what is done and hand on what is not started. When
 * it returns, the batch's messages are done.
 */
final class BatchRunner {

    private final Catalogue catalogue;
    private final Worker.Stores stores;
    private final Queues queues;
    private final Limits limits;
    private final Clock clock;
    private final Halt halt;
    private final Lanes lanes;
    private final Splitter splitter;
    private final Opener opener;
    private final CostReport report;
    private final Suspects suspects;
    private final Settlement.Means means;

    BatchRunner(Worker.Tools tools, Lanes lanes, Settlement.Means means) {
        this.catalogue = tools.catalogue();
        this.stores = tools.stores();
        this.queues = tools.queues();
        this.limits = tools.limits();
        this.clock = tools.clock();
        this.halt = tools.halt();
        this.lanes = lanes;
        this.means = means;
        this.opener = new Opener(lanes, limits, clock);
        this.report = new CostReport(stores.costs(), clock);
        this.splitter = new Splitter(queues.forks().queue(), stores.marks(), limits);
        this.suspects = new Suspects(queues.forks().queue(), tools);
    }

    /** @param supply what else the worker takes while elements of the batch are running */
    void run(Batch batch, Attendance attendance, Supply supply) {
        Computations computations = new Computations(catalogue);
        try {
            if (runOpened(batch, attendance, supply, computations)) {
                return;
            }
        } catch (RuntimeException e) {
            if (!opener.close(computations)) {
                end("a task does not close after its batch has failed");
            }
            throw e;
        }
        if (!opener.close(computations)) {
            deleteMessages(batch);
            end("a task does not close");
        }
    }

    /** Whether the process has been ended. */
    private boolean runOpened(Batch batch, Attendance attendance, Supply supply, Computations computations) {
        Courses courses = new Courses(supply, attendance, starting(computations), lanes.count());
        try {
            Shift.End end = courses.run(batch);
            if (end == Shift.End.DONE) {
                return false;
            }
            bringToSafety(courses, supply, end);
            return true;
        } catch (RuntimeException e) {
            if (!courses.stop()) {
                end("an element runs on after its batch has failed");
            }
            throw e;
        }
    }

    private Courses.Starting starting(Computations computations) {
        Expenses.LaneTime time = new Expenses.LaneTime();
        return new Courses.Starting() {
            @Override
            public boolean isOpen(Batch batch) {
                return batch.works().stream().allMatch(work -> computations.isOpen(Computations.Key.of(work.span())));
            }

            @Override
            public Optional<Course> start(Batch batch, Attendance attendance) {
                Instant startedAt = clock.instant();
                Opener.Opened opened = opener.open(batch, computations, attendance);
                if (opened.stuck().isPresent()) {
                    try {
                        leaveUnopened(batch, opened, startedAt);
                    } catch (RuntimeException e) {
                        end("a task does not open");
                        throw e;
                    }
                    return Optional.empty();
                }
                Shift shift = new Shift(batch, Opener.runners(batch, computations), lanes, limits, clock);
                Expenses expenses = new Expenses(batch, lanes.count(), clock, time);
                Course.Ways ways =
                    new Course.Ways(new Settlement(batch, expenses, means), forker(batch), suspects, report);
                return Optional.of(new Course(batch, shift, ways, limits, clock));
            }

            @Override
            public void handOn(Batch batch) {
                forker(batch).handOnRest(position -> false);
            }
        };
    }

    /**
     * A task that does not open keeps its lane for good. Its elements have their error, if it had all the time there
     * is; whatever else is in the batch is handed on to where it is alone.
     */
    private void leaveUnopened(Batch batch, Opener.Opened opened, Instant startedAt) {
        for (int position = 0; opened.alone() && position < batch.size(); position++) {
            SpanWork work = batch.work(batch.workAt(position));
            if (Computations.Key.of(work.span()).equals(opened.stuck().orElseThrow())) {
                batch.settle(position, limits.notOpened(batch.index(position)));
            }
        }
        batch.seal();
        new Settlement(batch, new Expenses(batch, lanes.count(), clock), means).settle(startedAt);
        forker(batch).handOnRest(position -> false);
    }

    private Forker forker(Batch batch) {
        return new Forker(batch, queues.forks().queue(), splitter, new Portions(limits.slice(), lanes.count()));
    }

    private void deleteMessages(Batch batch) {
        batch.works().forEach(work -> queues.of(work.delivery()).delete(work.delivery().receiptHandle()));
    }

    /** The messages are deleted here, for the process's answer will not arrive. */
    private void bringToSafety(Courses courses, Supply supply, Shift.End end) {
        try {
            courses.leave(end);
            supply.handled().forEach(delivery -> queues.of(delivery).delete(delivery.receiptHandle()));
            supply.delete();
        } finally {
            end(switch (end) {
                case OUT_OF_MEMORY -> "an element has exhausted its memory";
                case ABANDONED -> "nobody wants what it is computing";
                case NOT_OPENED -> "a task does not open";
                default -> "an element is over its time";
            });
        }
    }

    private void end(String reason) {
        System.err.println("The execution environment ends, for " + reason);
        halt.halt();
    }
}
