package dev.elementwise.compute;

import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hands on elements of a batch that have not been started, as new spans for idle workers: as many as their cost so far
 * promises portions, and no more than the span has places for. What is left of a suspect stays suspect. For one batch
 * and one thread.
 */
final class Forker {

    private static final int WELL_KNOWN = 4;

    private final Batch batch;
    private final SpanQueue forks;
    private final Splitter splitter;
    private final Shares shares;
    private final BitSet handedOn = new BitSet();
    /** Works whose spans have given away all their places but one. */
    private final BitSet shared = new BitSet();
    /** Works of which also what comes later has been handed on. */
    private final BitSet wholly = new BitSet();
    /** Up to where the lanes go. */
    private int end;
    private boolean small;

    Forker(Batch batch, SpanQueue forks, Splitter splitter, Shares shares) {
        this.batch = batch;
        this.forks = forks;
        this.splitter = splitter;
        this.shares = shares;
        this.end = batch.size();
    }

    /**
     * Hands on what is not started while elements are in flight. A span keeps one of its job's places as long as it has
     * such, and with it a share of what is left; one that has none goes on as a whole, with what of it comes later.
     */
    void handOnAround(List<Lanes.InFlight> inFlight, Instant now) {
        List<Span> spans = new ArrayList<>();
        for (int number = 0; number < batch.works().size(); number++) {
            int work = number;
            List<Lanes.InFlight> own =
                inFlight.stream().filter(flight -> batch.workAt(flight.position()) == work).toList();
            if (own.isEmpty()) {
                addRest(spans, number, position -> true);
            } else {
                addAround(spans, number, own, now);
            }
        }
        send(spans);
    }

    private void addAround(List<Span> spans, int number, List<Lanes.InFlight> own, Instant now) {
        OptionalInt places = batch.work(number).span().places();
        int[] left = left(number, position -> own.stream().noneMatch(flight -> flight.position() == position));
        if (places.isPresent()) {
            shared.set(number);
            int given = places.getAsInt() - 1;
            left = Arrays.copyOf(left, (int) ((long) left.length * given / places.getAsInt()));
            places = OptionalInt.of(given);
        }
        addSpans(spans, number, left, places, KnownCost.of(batch, number, own, now));
    }

    /**
     * Hands on what lies beyond the block that the lanes have come to, so that this is committed once, by one worker; or
     * beyond a portion, where that is known by what others have told of the cost.
     *
     * @param time within which the lanes must have done what is kept
     * @return false, and nothing is handed on, if they won't, or if the batch has several spans, limited places or
     *     elements of whose cost nothing is known;
     *     true also where there is nothing to hand on
     */
    boolean handOnBeyondBlock(Lanes.Run run, Duration time, Instant now) {
        if (run.taken() >= end) {
            return true; // all that there is to hand on is in flight
        }
        Span span = batch.work(0).span();
        KnownCost known = KnownCost.of(batch, 0, run.inFlight(), now);
        Optional<Duration> cost = known.get();
        if (batch.works().size() > 1 || span.places().isPresent() || cost.isEmpty()) {
            return false;
        }
        int kept = Math.min(end, known.isTold() ? portion(span, run.taken(), cost.get()) : blocks(span, run.taken()));
        long unsettled = IntStream.range(0, kept).filter(position -> !batch.isSettled(position)).count();
        Duration lanesTime = time.multipliedBy(Math.max(1, run.inFlight().size())); // others may have the other lanes
        if (cost.get().multipliedBy(unsettled).compareTo(lanesTime) > 0) {
            return false;
        }
        end = kept;
        run.stopAt(kept);
        Set<Integer> flying = run.inFlight().stream().map(Lanes.InFlight::position).collect(Collectors.toSet());
        List<Span> spans = new ArrayList<>();
        addSpans(spans, 0, left(0, position -> position >= kept && !flying.contains(position)), OptionalInt.empty(),
            known);
        send(spans);
        return true;
    }

    private static int blocks(Span span, int taken) {
        return (int) span.indices().edge(taken, span.job().blockSize());
    }

    /** What would have been kept had the cost been trusted at once. */
    private int portion(Span span, int taken, Duration cost) {
        int kept = (int) shares.of(span, cost, batch.left(span.job().id()))
            .kept(span.indices(), batch.size(), cost, span.job().blockSize());
        return taken > kept ? blocks(span, taken) : kept;
    }

    /** From now on portions are small, for the job is near its end. */
    void cutSmall() {
        small = true;
    }

    /** How many positions, the first ones, have not been handed on beyond a block or portion. */
    int kept() {
        return end;
    }

    /** Hands on all that is left, but for {@code excepted}. */
    void handOnRest(IntPredicate excepted) {
        List<Span> spans = new ArrayList<>();
        for (int number = 0; number < batch.works().size(); number++) {
            addRest(spans, number, excepted.negate());
        }
        send(spans);
    }

    /** Adds what is left of a span; one of which more comes later is handed on with that, at once and only once. */
    private void addRest(List<Span> spans, int number, IntPredicate chosen) {
        SpanWork work = batch.work(number);
        int[] left = left(number, chosen);
        if (work.later().isEmpty()) {
            OptionalInt places = shared.get(number) ? OptionalInt.of(1) : work.span().places();
            addSpans(spans, number, left, places, KnownCost.of(batch, number, List.of(), Instant.EPOCH));
        } else if (!batch.isDropped(work) && !wholly.get(number)) {
            splitter.handOnLater(work.whole(), work.later(), batch.indices(number, left));
            wholly.set(number);
            Arrays.stream(left).forEach(handedOn::set);
        }
    }

    /** What of a span nobody has started or handed on. */
    private int[] left(int number, IntPredicate chosen) {
        return batch.isDropped(batch.work(number)) ? new int[0] : batch.positions(number,
            chosen.and(position -> !batch.isSettled(position) && !handedOn.get(position)));
    }

    private void addSpans(List<Span> spans, int number, int[] left, OptionalInt places, KnownCost known) {
        if (left.length > 0) {
            Origin origin = batch.work(number).isSuspect() ? Origin.SUSPECT : Origin.FORK;
            Span span = batch.work(number).span().part(batch.indices(number, left), origin);
            Optional<Duration> cost = cost(known).or(span::cost);
            // A few elements alone say little of thousands.
            int trust = known.isWellKnown() ? WELL_KNOWN : Math.max(1, span.trust());
            int most = places.orElse(Integer.MAX_VALUE);
            Span whole = span.withPlaces(places.orElse(1)).withCost(cost, trust);
            spans.addAll(cost.map(it -> cut(whole, it, most)).orElse(List.of(whole)));
            Arrays.stream(left).forEach(handedOn::set);
        }
    }

    /** Those that outlast a slice cost that much at least. */
    private Optional<Duration> cost(KnownCost known) {
        return known.get().isPresent() || known.flown().isZero() ? known.get() : Optional.of(shares.slice());
    }

    private List<Span> cut(Span whole, Duration cost, int most) {
        int block = whole.job().blockSize();
        Portions portions = small ? shares.last(cost, block) : shares.of(whole, cost, batch.left(whole.job().id()));
        return whole.split(portions.pieces(whole.indices().size(), cost, block, most), portions.grain(cost, block),
            whole.origin());
    }

    private void send(List<Span> spans) {
        if (!spans.isEmpty()) {
            forks.send(spans);
        }
    }
}
