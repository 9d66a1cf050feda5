package dev.elementwise.compute;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The elements of a batch that one child is given, from the first until it has no more, or dies. For one thread. */
final class Flight {

    /** How a flight came to its end. */
    enum End {
        /** Everything that was started has its outcome. */
        LANDED,
        /** An element is over its time, and has its outcome; others may be in flight. */
        TIMED_OUT,
        /** The child has died of something in flight. */
        DIED,
        /** Nobody wants the elements any more, for their jobs have ended. */
        ABANDONED
    }

    private static final Duration TICK = Duration.ofMillis(500);

    private final Batch batch;
    private final int lanes;
    private final Limits limits;
    private final ChildTime time;
    /** With when they are over their time. */
    private final Map<Integer, Instant> inFlight = new LinkedHashMap<>();

    /** @param lanes how many elements fly at a time */
    Flight(Batch batch, int lanes, Limits limits, ChildTime time) {
        this.batch = batch;
        this.lanes = lanes;
        this.limits = limits;
        this.time = time;
    }

    /** The positions of what was started and has no outcome. */
    List<Integer> inFlight() {
        return List.copyOf(inFlight.keySet());
    }

    /**
     * Runs what is waiting, as long as it may be started.
     *
     * @param waiting positions; those that are started are taken away
     * @param tick runs every now and then
     */
    End run(Child child, Deque<Integer> waiting, BooleanSupplier mayStart, Runnable tick) {
        while (true) {
            start(child, waiting, mayStart);
            if (inFlight.isEmpty()) {
                return End.LANDED;
            }
            Child.Report report = child.await(patience()).orElse(null);
            // Only what has nothing to say is late: when the worker itself was slow, reports are waiting to be read.
            boolean late = report == null && timeOut();
            if (report instanceof Child.Report.Died died) {
                System.err.println("A child has ended while it computed " + inFlight.keySet().stream()
                    .map(this::name).collect(Collectors.joining(", ")) + ": " + died.how());
                return End.DIED;
            }
            if (report instanceof Child.Report.Ended ended) {
                time.hasEnded(batch.work(batch.workAt(ended.position())));
                settle(ended.position(), ended.outcome());
            }
            tick.run();
            if (batch.allDropped()) {
                return End.ABANDONED;
            }
            if (late) {
                return End.TIMED_OUT;
            }
        }
    }

    private void start(Child child, Deque<Integer> waiting, BooleanSupplier mayStart) {
        while (inFlight.size() < lanes && !waiting.isEmpty() && mayStart.getAsBoolean()) {
            int position = waiting.remove();
            int number = batch.workAt(position);
            SpanWork work = batch.work(number);
            if (!batch.isDropped(work) && !batch.isSettled(position)) {
                inFlight.put(position, time.end(work));
                child.run(position, work, batch.within(number, position));
            }
        }
    }

    /** Under which index the outcomes of a retry are shown is not known here. */
    private String name(int position) {
        JobSpec job = batch.work(batch.workAt(position)).span().job();
        return "element " + batch.index(position) + " of job " + job.id() + job.retryOf()
            .map(first -> " (counted from 0 among those of job " + first + " that are tried again)").orElse("");
    }

    private void settle(int position, Outcome outcome) {
        batch.settle(position, outcome);
        inFlight.remove(position);
    }

    /** Until the next element is over its time, at most a tick. */
    private Duration patience() {
        Instant next = inFlight.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        Duration left = Duration.between(time.now(), next);
        return left.isNegative() ? Duration.ZERO : left.compareTo(TICK) < 0 ? left : TICK;
    }

    /** Gives the elements that are over their time their error; whether there were any. */
    private boolean timeOut() {
        Instant now = time.now();
        List<Integer> late = new ArrayList<>();
        inFlight.forEach((position, end) -> {
            if (!end.isAfter(now)) {
                late.add(position);
            }
        });
        for (int position : late) {
            settle(position, limits.timedOut(batch.index(position)));
        }
        return !late.isEmpty();
    }
}
