package dev.elementwise.compute;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Runs a batch of suspects in children. When a child dies, what had come to its end keeps its outcome, and what was in
 * flight is to be run alone, each element in a child of its own: only one that takes down two of these is given an
 * error for it. For one thread.
 */
final class Quarantine {

    private static final int MOST_CRASHES = 2;

    private final Batch batch;
    private final Isolation isolation;
    private final Limits limits;
    private final Clock clock;
    private final Instant latestStart;
    private final Runnable tick;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    /** In blocks that are too many for one batch, or that nobody has looked at. */
    private final Set<Integer> beyond = new HashSet<>();
    private final Map<Integer, Integer> undecided = new LinkedHashMap<>();
    private Instant sliceEnd = Instant.MAX;

    /**
     * @param latestStart no element is started later, for it might not come to its end
     * @param tick runs every now and then
     */
    Quarantine(Batch batch, Worker.Tools tools, Instant latestStart, Runnable tick) {
        this.batch = batch;
        this.isolation = tools.isolation();
        this.limits = tools.limits();
        this.clock = tools.clock();
        this.latestStart = latestStart;
        this.tick = tick;
        int end = batch.end();
        for (int position = 0; position < batch.size(); position++) {
            if (!batch.isSettled(position)) {
                (position < end ? waiting : beyond).add(position);
            }
        }
    }

    /**
     * Runs what is waiting, several at a time; ends early when a child dies.
     *
     * @return the positions of the elements that are to be run alone now
     */
    List<Integer> runTogether(int lanes) {
        BooleanSupplier mayStart = () -> mayStart() && !isSliceOver() && !batch.isHoldingMuch();
        while (!waiting.isEmpty() && mayStartChild() && mayStart.getAsBoolean() && !batch.allDropped()) {
            if (waiting.size() == 1) {
                return List.of(waiting.remove());
            }
            Flight flight = flight(lanes);
            if (fly(flight, lanes, waiting, mayStart) == Flight.End.DIED) {
                return flight.inFlight();
            }
            // What was in flight beside an element that is over its time has done nothing.
            flight.inFlight().forEach(waiting::addFirst);
        }
        return List.of();
    }

    /** Runs one element alone, until it is known what becomes of it or there is no time left. */
    void runAlone(int position) {
        SpanWork work = batch.work(batch.workAt(position));
        int crashes = work.size() == 1 ? work.span().past().crashes() : 0;
        while (crashes < MOST_CRASHES && !batch.isDropped(work)) {
            if (!mayStartChild()) {
                undecided.put(position, crashes);
                return;
            }
            Flight flight = flight(1);
            if (fly(flight, 1, new ArrayDeque<>(List.of(position)), () -> true) != Flight.End.DIED) {
                return;
            }
            crashes++;
        }
        if (crashes >= MOST_CRASHES) {
            batch.settle(position, crashed(batch.index(position)));
        }
    }

    /**
     * Whether nothing more is to be started beside others. The slice begins when the first child is there: where these
     * start slowly nothing might ever be started else, and suspects be handed on without an end.
     */
    boolean isSliceOver() {
        return !clock.instant().isBefore(sliceEnd);
    }

    /** The positions that wait, or would have to, which wait no longer. */
    Set<Integer> takeWaiting() {
        Set<Integer> taken = new HashSet<>(waiting);
        taken.addAll(beyond);
        waiting.clear();
        beyond.clear();
        return taken;
    }

    /** The positions of elements for which time was too short, each with the number of children it took down. */
    Map<Integer, Integer> undecided() {
        return undecided;
    }

    private boolean mayStart() {
        return !clock.instant().isAfter(latestStart);
    }

    /** Whether a child has the time to open a task, beside its elements'. */
    private boolean mayStartChild() {
        return !clock.instant().isAfter(latestStart.minus(limits.opening()));
    }

    private Flight flight(int lanes) {
        return new Flight(batch, lanes, limits, new ChildTime(limits, clock, latestStart.plus(limits.element())));
    }

    private Flight.End fly(Flight flight, int lanes, Deque<Integer> positions, BooleanSupplier mayStart) {
        try (Child child = isolation.start(lanes)) {
            beginSlice();
            return flight.run(child, positions, mayStart, tick);
        }
    }

    private void beginSlice() {
        if (sliceEnd.equals(Instant.MAX)) {
            sliceEnd = clock.instant().plus(limits.slice());
        }
    }

    private static Outcome crashed(long index) {
        return Outcome.failure(index, new ElementError(ElementError.WORKER_CRASHED, "The element took its worker down, "
            + "for example out of memory, in each of " + MOST_CRASHES + " attempts alone", MOST_CRASHES));
    }
}
