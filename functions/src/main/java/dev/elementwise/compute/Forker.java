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
import java.util.function.IntPredicate;

/**
 * Hands on elements of a batch that have not been started, as new spans for idle workers: as many as their cost so far
 * promises portions, and no more than the span has places for. What is left of a suspect stays suspect. For one batch
 * and one thread.
 */
final class Forker {

    private final Batch batch;
    private final SpanQueue forks;
    private final Splitter splitter;
    private final Portions portions;
    private final BitSet handedOn = new BitSet();
    /** Works whose spans have given away all their places but one. */
    private final BitSet shared = new BitSet();

    Forker(Batch batch, SpanQueue forks, Splitter splitter, Portions portions) {
        this.batch = batch;
        this.forks = forks;
        this.splitter = splitter;
        this.portions = portions;
    }

    /**
     * Hands on what is not started while elements are in flight. A span keeps one of its job's places as long as it has
     * such, and with it a share of what is left.
     */
    void handOnAround(List<Lanes.InFlight> inFlight, Instant now) {
        List<Span> spans = new ArrayList<>();
        for (int number = 0; number < batch.works().size(); number++) {
            int work = number;
            List<Lanes.InFlight> own =
                inFlight.stream().filter(flight -> batch.workAt(flight.position()) == work).toList();
            OptionalInt places = batch.work(number).span().places();
            int[] left = left(number, position -> own.stream().noneMatch(flight -> flight.position() == position));
            if (places.isPresent() && !own.isEmpty()) {
                shared.set(number);
                int given = places.getAsInt() - 1;
                left = Arrays.copyOf(left, (int) ((long) left.length * given / places.getAsInt()));
                places = OptionalInt.of(given);
            }
            addSpans(spans, number, left, places, cost(number, own, now));
        }
        send(spans);
    }

    /** Hands on all that is left, but for {@code excepted}. */
    void handOnRest(IntPredicate excepted) {
        List<Span> spans = new ArrayList<>();
        for (int number = 0; number < batch.works().size(); number++) {
            SpanWork work = batch.work(number);
            int[] left = left(number, excepted.negate());
            if (work.later().isEmpty()) {
                OptionalInt places = shared.get(number) ? OptionalInt.of(1) : work.span().places();
                addSpans(spans, number, left, places, batch.meter().cost(number));
            } else if (!batch.isDropped(work)) {
                splitter.handOnLater(work.whole(), work.later(), batch.indices(number, left));
            }
        }
        send(spans);
    }

    /** What is known of the elements' cost by now: those that outlast a slice cost that much at least. */
    private Optional<Duration> cost(int number, List<Lanes.InFlight> inFlight, Instant now) {
        long flown = inFlight.stream().mapToLong(flight -> now.toEpochMilli() - flight.sinceMillis()).sum();
        Optional<Duration> measured = batch.meter().cost(number, Duration.ofMillis(flown));
        return measured.isPresent() || inFlight.isEmpty() ? measured : Optional.of(portions.slice());
    }

    /** What of a span nobody has started or handed on. */
    private int[] left(int number, IntPredicate chosen) {
        return batch.isDropped(batch.work(number)) ? new int[0] : batch.positions(number,
            chosen.and(position -> !batch.isSettled(position) && !handedOn.get(position)));
    }

    private void addSpans(List<Span> spans, int number, int[] left, OptionalInt places, Optional<Duration> measured) {
        if (left.length > 0) {
            Origin origin = batch.work(number).isSuspect() ? Origin.SUSPECT : Origin.FORK;
            Span span = batch.work(number).span().part(batch.indices(number, left), origin);
            Optional<Duration> cost = measured.or(span::cost);
            int pieces = cost.map(known -> portions.pieces(left.length, known)).orElse(1);
            spans.addAll(span.withPlaces(places.orElse(1)).withCost(cost)
                .split(Math.min(pieces, places.orElse(pieces)), origin));
            Arrays.stream(left).forEach(handedOn::set);
        }
    }

    private void send(List<Span> spans) {
        if (!spans.isEmpty()) {
            forks.send(spans);
        }
    }
}
