package dev.elementwise.compute;

import dev.elementwise.log.ErrorTraces;
import dev.elementwise.log.Faults;
import dev.elementwise.queue.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One invocation: the batch that it came with, and further ones, which it receives by itself while lanes have nothing
 * to start, for their batches wait for their longest elements. Each is worked on as if it were alone, in a thread of its
 * own; they share the lanes, the tasks that are open, and the process's end. Safe for use by several threads.
 */
final class Invocation {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    /** For the answer of an invocation that has nothing else to do. */
    private static final Duration ANSWERING = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(10);
    /** In about which time one of the lanes gets free. */
    private static final Duration SOON = Duration.ofMillis(100);
    /** Lanes of which no element has ended for so long may all have come to long ones. */
    private static final Duration LATELY = SOON.multipliedBy(2);

    private final Lanes lanes;
    private final Limits limits;
    private final Clock clock;
    private final Halt halt;
    private final Beside beside;
    private final Work work;
    private final Instant deadline;
    private final Supply supply;
    private final OpenTasks tasks;
    private final Looks looks;
    private final LaneTime<Stint> time;
    private final Set<Stint> present = new HashSet<>();
    private final List<Beside.Task> started = new ArrayList<>();
    /** The batch that may still want all lanes: at most one. */
    private @Nullable Stint starting;
    private volatile boolean ending;
    private volatile boolean suspicious;
    private volatile boolean halted;

    /** What is done with deliveries; returns the ids of those that must come again. */
    @FunctionalInterface
    interface Work {

        Set<String> on(List<Delivery> deliveries, Stint stint);
    }

    /**
     * An invocation that begins now.
     *
     * @param traces takes what tasks throw
     * @param deadline when it is cut off
     */
    Invocation(Worker.Tools tools, Lanes lanes, ErrorTraces traces, Work work, Instant deadline) {
        this.lanes = lanes;
        this.limits = tools.limits();
        this.clock = tools.clock();
        this.halt = tools.halt();
        this.beside = tools.beside();
        this.work = work;
        this.deadline = deadline;
        this.supply = new Supply(tools.queues(), limits, clock, deadline);
        this.tasks = new OpenTasks(tools.catalogue(), traces);
        this.looks = new Looks(tools.stores().jobs(), clock);
        this.time = new LaneTime<>(lanes.count(), clock);
    }

    /** A batch's time in the invocation. */
    final class Stint implements Company {

        private final boolean further;
        private final Hold hold = new Hold(supply, lanes.count(), clock);
        private volatile List<Delivery> deliveries = List.of();
        private Instant begin = clock.instant();
        private Instant end = deadline;
        private volatile Lanes.@Nullable Run run;

        private Stint(boolean further) {
            this.further = further;
        }

        /** Whether the invocation has received the batch by itself. */
        boolean isFurther() {
            return further;
        }

        Instant begin() {
            return begin;
        }

        /** When the batch must be done with. */
        Instant deadline() {
            return end;
        }

        /** The tasks that are open in the invocation. */
        OpenTasks tasks() {
            return tasks;
        }

        /** What the invocation's batches know of their jobs. */
        Looks looks() {
            return looks;
        }

        /** Whether other batches are there, which may slow this one down. */
        boolean isInCompany() {
            return Invocation.this.isInCompany(this);
        }

        /** What is spent on the batch from now on. */
        Expenses expenses(Batch batch) {
            return new Expenses(batch, () -> time.nanosOf(this));
        }

        @Override
        public void runs(Lanes.Run elements) {
            run = elements;
        }

        private int busy() {
            Lanes.Run elements = run;
            return elements == null ? 0 : elements.inFlight().size();
        }

        /** The elements of the batch are about to run, or to be passed on. */
        void begin(List<SpanWork> works) {
            if (!further) {
                hold.begin(works);
            }
        }

        /** Called every now and then while the batch's tasks are opened. */
        void holdIfDue() {
            hold.goOn();
        }

        /**
         * Called every now and then while the batch's elements run.
         *
         * @param meter of its elements
         */
        void tick(Meter meter) {
            holdIfDue();
            time.goOn();
            takeFurther(this, meter);
        }

        /** Nothing further is received: this batch should not have been. */
        void takeNoMore() {
            supply.stop();
        }

        @Override
        public boolean isSuspicious() {
            return suspicious;
        }

        /**
         * Ends the process, once all there is to do about the other batches is done, too. Of this one it is.
         *
         * @param memory whether it is exhausted: then the others leave at once
         */
        void leave(String reason, boolean memory) {
            Invocation.this.leave(this, reason, memory);
        }
    }

    /** Works on the invocation's own batch, and on others as long as there is time; which messages must come again. */
    Set<String> run(List<Delivery> deliveries) {
        Stint own = new Stint(false);
        starting = own;
        try {
            return stay(deliveries, own);
        } catch (Error e) {
            supply.stop(); // nobody knows what is left of this process, which the runtime ends
            suspicious = true;
            throw e;
        } finally {
            joinAll();
            if (ending && !halted) {
                halt.halt();
            }
        }
    }

    private Set<String> stay(List<Delivery> deliveries, Stint stint) {
        stint.deliveries = deliveries;
        stint.begin = clock.instant();
        Instant end = stint.begin.plus(limits.function());
        stint.end = end.isBefore(deadline) ? end : deadline;
        time.enter(stint, stint::busy);
        synchronized (this) {
            present.add(stint);
        }
        try {
            Set<String> failed = work.on(deliveries, stint);
            // The invocation's own are deleted by its answer, if that is soon.
            if (stint.isFurther() || ending || stint.isInCompany()) {
                supply.delete(deliveries, failed);
            }
            return failed;
        } finally {
            isGone(stint);
        }
    }

    private synchronized boolean isInCompany(Stint stint) {
        return starting != null && starting != stint || present.size() > 1;
    }

    private void isGone(Stint stint) {
        time.leave(stint);
        synchronized (this) {
            present.remove(stint);
            hasStarted(stint);
        }
    }

    private synchronized void hasStarted(Stint stint) {
        starting = starting == stint ? null : starting;
    }

    private synchronized void takeFurther(Stint ticking, Meter meter) {
        hasStarted(ticking);
        if (starting == null && supply.isDue() && isLaneFreeSoon(meter)) {
            Stint stint = new Stint(true);
            starting = stint;
            started.add(beside.start(() -> take(stint)));
        }
    }

    /**
     * Before it is free, for it would wait while a batch is received and read; but nobody's message waits for long,
     * which what elements cost on the average does not tell alone.
     */
    private boolean isLaneFreeSoon(Meter meter) {
        return lanes.idle() > 0 || lanes.haveStartedAll()
            && meter.hasOneEndedSince(clock.instant().minus(LATELY))
            && meter.cost().filter(each -> each.dividedBy(lanes.count()).compareTo(SOON) <= 0).isPresent();
    }

    private void take(Stint stint) {
        try {
            List<Delivery> taken = supply.receive(lanes.idle());
            if (ending) {
                supply.giveBack(taken);
            } else if (!taken.isEmpty()) {
                stay(taken, stint);
            }
        } catch (RuntimeException e) {
            supply.stop();
            System.err.println("This invocation takes no further messages, and what it has taken and not deleted comes "
                + "again: " + Faults.told(e));
        } catch (Error e) {
            stint.leave("a batch has failed: " + e, true);
            throw e;
        } finally {
            hasStarted(stint);
        }
    }

    /** Also those that begin meanwhile. */
    private void joinAll() {
        int joined = 0;
        for (List<Beside.Task> some = startedFrom(joined); !some.isEmpty(); some = startedFrom(joined)) {
            some.forEach(Beside.Task::join);
            joined += some.size();
        }
    }

    private synchronized List<Beside.Task> startedFrom(int from) {
        return List.copyOf(started.subList(from, started.size()));
    }

    /** Lets all that is worked on come again at once, for the process ends before it is done. */
    void giveBack() {
        List<Stint> left;
        supply.exit();
        Instant until = clock.instant().plus(LAST_WORDS);
        while ((supply.isHolding() || isOneComing()) && clock.instant().isBefore(until)) {
            beside.pause(TICK);
        }
        synchronized (this) {
            left = List.copyOf(present);
        }
        left.forEach(stint -> supply.giveBack(stint.deliveries));
    }

    /** Whether a batch is being received just now, which is not among those that are present. */
    private synchronized boolean isOneComing() {
        return starting != null && starting.further && !present.contains(starting);
    }

    private void leave(Stint stint, String reason, boolean memory) {
        supply.stop();
        if (memory) {
            suspicious = true;
        }
        ending = true;
        isGone(stint);
        Instant until = memory ? clock.instant().plus(LAST_WORDS) : deadline.minus(ANSWERING);
        while (isAnyThere() && clock.instant().isBefore(until)) {
            beside.pause(TICK);
        }
        if (!halted) {
            System.err.println("The execution environment ends, for " + reason);
        }
        halted = true;
        halt.halt();
    }

    private synchronized boolean isAnyThere() {
        return !present.isEmpty() || starting != null;
    }
}
