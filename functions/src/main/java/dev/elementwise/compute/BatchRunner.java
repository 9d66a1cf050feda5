package dev.elementwise.compute;

import dev.elementwise.queue.Queues;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a batch: elements on the lanes, then commit what is done and hand on what is not started. When it returns, the
 * batch's messages are done.
 */
final class BatchRunner {

    private static final String UNWANTED = "nobody wants what it is computing, which can't be stopped";
    private static final String LOSES_NOTHING =
        ". Its messages are deleted, so that the failure which is reported for it loses nothing";

    private final Worker.Stores stores;
    private final Queues queues;
    private final Limits limits;
    private final Clock clock;
    private final Lanes lanes;
    private final Splitter splitter;
    private final Opener opener;
    private final CostReport report;
    private final Suspects suspects;
    private final Settlement.Means means;

    BatchRunner(Worker.Tools tools, Lanes lanes, Settlement.Means means) {
        this.stores = tools.stores();
        this.queues = tools.queues();
        this.limits = tools.limits();
        this.clock = tools.clock();
        this.lanes = lanes;
        this.means = means;
        this.opener = new Opener(lanes, limits, clock);
        this.report = new CostReport(stores.costs(), clock);
        this.splitter = new Splitter(queues.forks().queue(), stores.marks(), limits);
        this.suspects = new Suspects(queues.forks().queue(), tools);
    }

    /** @param stint the batch's, in its invocation */
    void run(Batch batch, Invocation.Stint stint) {
        Attendance attendance = new Attendance(batch, stores.jobs(), stint.looks(), clock);
        Computations computations = new Computations(stint.tasks());
        Instant startedAt = clock.instant();
        Opener.Opened opened = opener.open(batch, computations, () -> {
            attendance.run();
            stint.holdIfDue();
        });
        Settlement settlement = new Settlement(batch, stint.expenses(batch), means);
        if (opened.stuck().isPresent()) {
            leaveUnopened(batch, opened, settlement, stint);
            return;
        }
        try {
            Shift shift = new Shift(batch, Opener.runners(batch, computations), lanes, limits, clock, stint);
            Stay stay = new Stay(batch, shift, settlement, forker(batch), attendance, stint);
            if (run(stay, Duration.between(startedAt, shift.startedAt()))) {
                return;
            }
        } catch (RuntimeException | Error e) {
            if (!opener.close(computations, stint.deadline())) {
                stint.leave("a task does not close after its batch has failed", e instanceof Error);
            }
            throw e;
        }
        if (!opener.close(computations, stint.deadline())) {
            deleteMessages(batch);
            stint.leave("a task does not close", false);
        }
    }

    /**
     * A task that does not open keeps a thread for good. Its elements have their error, if it had all the time and all
     * the lanes that there are; whatever else is in the batch is handed on to where it is alone.
     */
    private void leaveUnopened(Batch batch, Opener.Opened opened, Settlement settlement, Invocation.Stint stint) {
        boolean alone = opened.alone() && !stint.isInCompany();
        try {
            for (int position = 0; alone && position < batch.size(); position++) {
                SpanWork work = batch.work(batch.workAt(position));
                if (Computations.Key.of(work.span()).equals(opened.stuck().orElseThrow())) {
                    batch.settle(position, limits.notOpened(batch.index(position)));
                }
            }
            batch.seal();
            settlement.settle(stint.begin());
            forker(batch).handOnRest(position -> false);
            deleteMessages(batch);
        } finally {
            stint.leave("a task does not open", false);
        }
    }

    private Forker forker(Batch batch) {
        return new Forker(batch, queues.forks().queue(), splitter, limits.shares(lanes.count()));
    }

    private void deleteMessages(Batch batch) {
        batch.works().forEach(work -> queues.delete(work.delivery()));
    }

    /** Whether the process has been ended. */
    private boolean run(Stay stay, Duration opening) {
        try {
            return runToEnd(stay, opening);
        } catch (RuntimeException | Error e) {
            if (!stay.shift().stop()) {
                stay.stint().leave("an element runs on after its batch has failed", e instanceof Error);
            }
            throw e;
        }
    }

    private boolean runToEnd(Stay stay, Duration opening) {
        Shift shift = stay.shift();
        Forker forker = stay.forker();
        Settlement settlement = stay.settlement();
        Attendance attendance = stay.attendance();
        BatchSlice slice = new BatchSlice(stay.batch(), shift, forker,
            new BatchSlice.Terms(limits, limits.shares(lanes.count()), clock, opening));
        Shift.End end = shift.toEndOfSlice(slice, stay::tick);
        if (end == Shift.End.SLICE_OVER) {
            end = afterSlice(stay, slice.commitDelay());
        }
        attendance.lookBeforeCommit();
        if (end == Shift.End.DONE) {
            settlement.settle(shift.startedAt());
            forker.handOnRest(position -> false);
            report.tell(stay.batch());
            return false;
        }
        bringToSafety(stay, end);
        return true;
    }

    /** Hands on what is not started, and commits what is done: at once, or, with a delay, what is in flight with it. */
    private Shift.End afterSlice(Stay stay, Duration commitDelay) {
        Shift shift = stay.shift();
        List<Lanes.InFlight> flying = shift.inFlight();
        stay.attendance().lookBeforeCommit();
        if (commitDelay.isZero()) {
            stay.settlement().settle(shift.startedAt());
            stay.forker().handOnAround(flying, clock.instant());
            return shift.toEndOfFlight(stay::tick);
        }
        try {
            stay.forker().handOnAround(flying, clock.instant());
        } catch (RuntimeException e) {
            commitSoFar(stay);
            throw e;
        }
        Shift.End end = shift.toEndOfFlight(commitDelay, stay::tick);
        if (end == Shift.End.SLICE_OVER) {
            stay.attendance().lookBeforeCommit();
            commitSoFar(stay);
            end = shift.toEndOfFlight(stay::tick);
        }
        return end;
    }

    /** If the table answers; if not, there is another time: at the batch's end, or when its messages come again. */
    private static void commitSoFar(Stay stay) {
        try {
            stay.settlement().settle(stay.shift().startedAt());
        } catch (StoreUnavailableException e) {
            System.err.println("What a batch has done is committed later: " + e.getMessage());
        }
    }

    /** A batch whose elements are running, and what there is to do about it. */
    private record Stay(Batch batch, Shift shift, Settlement settlement, Forker forker, Attendance attendance,
                        Invocation.Stint stint) {

        private void tick() {
            attendance.run();
            stint.tick(batch.meter());
        }
    }

    private void bringToSafety(Stay stay, Shift.End end) {
        boolean deleted = false;
        try {
            leaveNothing(stay, end);
            deleted = true;
        } finally {
            switch (end) {
                case OUT_OF_MEMORY -> stay.stint().leave("an element has exhausted its memory", true);
                case ABANDONED -> stay.stint().leave(deleted ? UNWANTED + LOSES_NOTHING : UNWANTED, false);
                case ELEMENT_STUCK -> stay.stint().leave("an element is over its time", false);
                default -> throw new IllegalStateException("No reason to leave: " + end);
            }
        }
    }

    /**
     * What precedes the end of a process in which a thread is stuck or the memory is exhausted, neither of which must
     * reach the next batch. The messages are deleted here, for the process's answer will not arrive.
     */
    private void leaveNothing(Stay stay, Shift.End end) {
        Batch batch = stay.batch();
        Shift shift = stay.shift();
        Set<Integer> flying = end == Shift.End.OUT_OF_MEMORY ? inFlight(shift) : Set.of();
        if (end == Shift.End.ELEMENT_STUCK) {
            shift.settleStuck();
        }
        batch.seal();
        stay.settlement().settle(shift.startedAt());
        stay.forker().handOnRest(flying::contains);
        sendSuspects(batch, flying);
        deleteMessages(batch);
    }

    private void sendSuspects(Batch batch, Set<Integer> flying) {
        for (int number = 0; number < batch.works().size(); number++) {
            int[] suspected = batch.positions(number, position -> flying.contains(position)
                && !batch.isSettled(position));
            suspects.send(batch.work(number).span(), batch.indices(number, suspected));
        }
    }

    private static Set<Integer> inFlight(Shift shift) {
        return shift.inFlight().stream().map(Lanes.InFlight::position).collect(Collectors.toSet());
    }
}
