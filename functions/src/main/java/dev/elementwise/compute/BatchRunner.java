package dev.elementwise.compute;

import dev.elementwise.queue.Queues;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** @param deadline when the invocation is cut off */
    void run(Batch batch, Instant deadline) {
        Attendance attendance = new Attendance(batch, stores.jobs(), clock);
        Computations computations = new Computations(catalogue);
        Instant startedAt = clock.instant();
        Opener.Opened opened = opener.open(batch, computations, attendance);
        if (opened.stuck().isPresent()) {
            leaveUnopened(batch, opened, startedAt);
            return;
        }
        try {
            Shift shift = new Shift(batch, Opener.runners(batch, computations), lanes, limits, clock);
            if (run(batch, shift, attendance, Duration.between(startedAt, shift.startedAt()))) {
                return;
            }
        } catch (RuntimeException e) {
            if (!opener.close(computations, deadline)) {
                end("a task does not close after its batch has failed");
            }
            throw e;
        }
        if (!opener.close(computations, deadline)) {
            deleteMessages(batch);
            end("a task does not close");
        }
    }

    /**
     * A task that does not open keeps its lane for good. Its elements have their error, if it had all the time there
     * is; whatever else is in the batch is handed on to where it is alone.
     */
    private void leaveUnopened(Batch batch, Opener.Opened opened, Instant startedAt) {
        try {
            for (int position = 0; opened.alone() && position < batch.size(); position++) {
                SpanWork work = batch.work(batch.workAt(position));
                if (Computations.Key.of(work.span()).equals(opened.stuck().orElseThrow())) {
                    batch.settle(position, limits.notOpened(batch.index(position)));
                }
            }
            batch.seal();
            new Settlement(batch, new Expenses(batch, lanes.count(), clock), means).settle(startedAt);
            forker(batch).handOnRest(position -> false);
            deleteMessages(batch);
        } finally {
            end("a task does not open");
        }
    }

    private Forker forker(Batch batch) {
        return new Forker(batch, queues.forks().queue(), splitter, limits.shares(lanes.count()));
    }

    private void deleteMessages(Batch batch) {
        batch.works().forEach(work -> queues.of(work.delivery()).delete(work.delivery().receiptHandle()));
    }

    /** Whether the process has been ended. */
    private boolean run(Batch batch, Shift shift, Attendance attendance, Duration opening) {
        try {
            return runToEnd(batch, shift, attendance, opening);
        } catch (RuntimeException e) {
            if (!shift.stop()) {
                end("an element runs on after its batch has failed");
            }
            throw e;
        }
    }

    private boolean runToEnd(Batch batch, Shift shift, Attendance attendance, Duration opening) {
        Settlement settlement = new Settlement(batch, new Expenses(batch, lanes.count(), clock), means);
        Forker forker = forker(batch);
        Shift.End end = shift.toEndOfSlice(slice(batch, opening), attendance,
            (run, left) -> forker.handOnBeyondBlock(run, left, clock.instant()));
        if (end == Shift.End.SLICE_OVER) {
            List<Lanes.InFlight> flying = shift.inFlight();
            attendance.lookBeforeCommit();
            settlement.settle(shift.startedAt());
            forker.handOnAround(flying, clock.instant());
            end = shift.toEndOfFlight(attendance);
        }
        attendance.lookBeforeCommit();
        if (end == Shift.End.DONE) {
            settlement.settle(shift.startedAt());
            forker.handOnRest(position -> false);
            report.tell(batch);
            return false;
        }
        bringToSafety(new Leaving(batch, shift, settlement, forker), end);
        return true;
    }

    /** What there is to do before the process ends. */
    private record Leaving(Batch batch, Shift shift, Settlement settlement, Forker forker) {
    }

    private void bringToSafety(Leaving leaving, Shift.End end) {
        try {
            leaveNothing(leaving, end);
        } finally {
            end(end == Shift.End.OUT_OF_MEMORY ? "an element has exhausted its memory"
                : end == Shift.End.ABANDONED ? "nobody wants what it is computing" : "an element is over its time");
        }
    }

    /**
     * What precedes the end of a process in which a thread is stuck or the memory is exhausted, neither of which must
     * reach the next batch. The messages are deleted here, for the process's answer will not arrive.
     */
    private void leaveNothing(Leaving leaving, Shift.End end) {
        Batch batch = leaving.batch();
        Shift shift = leaving.shift();
        Set<Integer> flying = end == Shift.End.OUT_OF_MEMORY ? inFlight(shift) : Set.of();
        if (end == Shift.End.ELEMENT_STUCK) {
            shift.settleStuck();
        }
        batch.seal();
        leaving.settlement().settle(shift.startedAt());
        leaving.forker().handOnRest(flying::contains);
        sendSuspects(batch, flying);
        deleteMessages(batch);
    }

    private void end(String reason) {
        System.err.println("The execution environment ends, for " + reason);
        halt.halt();
    }

    private void sendSuspects(Batch batch, Set<Integer> flying) {
        for (int number = 0; number < batch.works().size(); number++) {
            int[] suspected = batch.positions(number, position -> flying.contains(position)
                && !batch.isSettled(position));
            suspects.send(batch.work(number).span(), batch.indices(number, suspected));
        }
    }

    /** Short for spans of a submit, behind which new jobs wait; and as long as their elements' cost is not known. */
    private Shift.Slice slice(Batch batch, Duration opening) {
        boolean first = batch.works().stream().anyMatch(work -> work.span().origin() == Origin.SUBMIT);
        boolean unknown = batch.works().stream().anyMatch(work -> work.span().cost().isEmpty());
        return new Shift.Slice(first || unknown ? limits.firstSlice() : limits.slice(),
            () -> first ? limits.longest(limits.firstSlice(), opening) : limits.longest(share(batch), opening));
    }

    /** As long as the worker's share of the job takes, as far as something is known of that. */
    private Duration share(Batch batch) {
        Span span = batch.work(0).span();
        Optional<Duration> cost = batch.meter().cost(0).or(span::cost);
        if (batch.works().size() > 1 || cost.isEmpty()) {
            return limits.slice();
        }
        return limits.shares(lanes.count()).of(span, cost.get(), batch.left(span.job().id())).slice();
    }

    private static Set<Integer> inFlight(Shift shift) {
        return shift.inFlight().stream().map(Lanes.InFlight::position).collect(Collectors.toSet());
    }
}
