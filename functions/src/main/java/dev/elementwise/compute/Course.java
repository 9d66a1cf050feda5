package dev.elementwise.compute;

import dev.elementwise.queue.Span.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A batch on its way: elements on the lanes, then, in this order, commit what is done and hand on what is not started.
 * For one thread, which lets it advance every now and then.
 */
final class Course {

    private final Batch batch;
    private final Shift shift;
    private final Ways ways;
    private final Shift.Slice slice;
    private final Clock clock;
    private final Shift.Sharing sharing;
    private boolean sliceOver;

    /** By which outcomes are committed, and by which what is left goes on. */
    record Ways(Settlement settlement, Forker forker, Suspects suspects, CostReport report) {
    }

    Course(Batch batch, Shift shift, Ways ways, Limits limits, Clock clock) {
        this.batch = batch;
        this.shift = shift;
        this.ways = ways;
        this.slice = slice(batch, limits);
        this.clock = clock;
        this.sharing = sharing(ways.forker(), clock);
    }

    private static Shift.Sharing sharing(Forker forker, Clock clock) {
        return new Shift.Sharing() {
            @Override
            public boolean isDue(Lanes.Run run) {
                return forker.isGuessConfirmed(run, clock.instant());
            }

            @Override
            public boolean share(Lanes.Run run, Duration left) {
                return forker.handOnBeyondBlock(run, left, clock.instant());
            }
        };
    }

    /** Short for spans of a submit, behind which new jobs wait; and as long as their elements' cost is not known. */
    private static Shift.Slice slice(Batch batch, Limits limits) {
        boolean first = batch.works().stream().anyMatch(work -> work.span().origin() == Origin.SUBMIT);
        boolean unknown = batch.works().stream().anyMatch(work -> work.span().knownCost().isEmpty());
        return new Shift.Slice(first || unknown ? limits.firstSlice() : limits.slice(),
            first ? limits.firstSlice() : limits.slice());
    }

    Batch batch() {
        return batch;
    }

    /** Waits a moment, but no longer than until all its elements have ended. */
    void await() {
        shift.await();
    }

    /**
     * Takes the steps that are due.
     *
     * @return {@link Shift.End#GOING_ON}, {@link Shift.End#DONE} when its messages are done, or why the process must
     *     end
     */
    Shift.End advance(Attendance attendance) {
        Shift.End end = sliceOver ? shift.lookAfterSlice() : shift.look(slice, sharing);
        if (end == Shift.End.SLICE_OVER) {
            sliceOver = true;
            List<Lanes.InFlight> flying = shift.inFlight();
            attendance.lookBeforeCommit(batch);
            ways.settlement().settle(shift.startedAt());
            ways.forker().handOnAround(flying, clock.instant());
            return Shift.End.GOING_ON;
        }
        if (end == Shift.End.DONE) {
            attendance.lookBeforeCommit(batch);
            ways.settlement().settle(shift.startedAt());
            ways.forker().handOnRest(position -> false);
            ways.report().tell(batch);
        }
        return end;
    }

    /** How many elements are in flight. */
    int flying() {
        return shift.inFlight().size();
    }

    /** How many elements nobody has started that are to be. */
    int left() {
        return shift.run().left();
    }

    /** Whether its elements take no longer than this on the average, as far as is known. */
    boolean isShort(Duration most) {
        return batch.works().size() == 1 && cost().filter(cost -> cost.compareTo(most) <= 0).isPresent();
    }

    /** How long one core takes for what nobody has started, if its cost is known. */
    Duration expected() {
        return cost().orElse(Duration.ZERO).multipliedBy(left());
    }

    private Optional<Duration> cost() {
        return batch.meter().cost(0).or(batch.work(0).span()::knownCost);
    }

    /**
     * Hands on what nobody has started beyond what keeps the lanes busy for some time, for others have nothing to do.
     *
     * @return how much of that time lanes are not busy with it
     */
    Duration shareBeyond(Duration kept) {
        Optional<Duration> cost = cost();
        if (cost.isEmpty() || batch.works().size() > 1 || batch.work(0).span().places().isPresent()
            || ways.forker().isBlockShared(cost.get())) {
            return kept;
        }
        return ways.forker().handOnBeyond(shift.run(), kept, cost.get());
    }

    /** Puts up the stop sign; whether the lanes have ended soon after. */
    boolean stop() {
        return shift.stop();
    }

    /**
     * What precedes the end of a process in which a thread is stuck or the memory is exhausted, neither of which must
     * reach the next batch: nothing of the batch stays here.
     */
    void leave(Shift.End end) {
        Set<Integer> flying = end != Shift.End.OUT_OF_MEMORY ? Set.of()
            : shift.inFlight().stream().map(Lanes.InFlight::position).collect(Collectors.toSet());
        if (end == Shift.End.ELEMENT_STUCK) {
            shift.settleStuck();
        }
        batch.seal();
        ways.settlement().settle(shift.startedAt());
        ways.forker().handOnRest(flying::contains);
        for (int number = 0; number < batch.works().size(); number++) {
            int[] suspected = batch.positions(number, position -> flying.contains(position)
                && !batch.isSettled(position));
            ways.suspects().send(batch.work(number).span(), batch.indices(number, suspected));
        }
    }
}
