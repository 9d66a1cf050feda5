package dev.elementwise.compute;

import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Hands on elements of a batch that have not been started, as new spans for idle workers: as many as the elements' cost
 * so far promises a slice of work each, up to ten, and no more than the span has places for. What is left of a suspect
 * stays suspect. For one batch and one thread.
 */
final class Forker {

    private static final int MOST_PIECES = 10;

    private final Batch batch;
    private final SpanQueue forks;
    private final Splitter splitter;
    private final Duration slice;
    private final BitSet handedOn = new BitSet();
    /** Works whose spans have given away all their places but one. */
    private final BitSet shared = new BitSet();

    /** @param slice how long a worker stays with a span */
    Forker(Batch batch, SpanQueue forks, Splitter splitter, Duration slice) {
        this.batch = batch;
        this.forks = forks;
        this.splitter = splitter;
        this.slice = slice;
    }

    /**
     * Hands on what is not started while elements are in flight. A span keeps one of its job's places as long as it has
     * such, and with it a share of what is left.
     *
     * @param elapsed how long the batch has been worked on
     */
    void handOnAround(IntPredicate inFlight, Duration elapsed) {
        List<Span> spans = new ArrayList<>();
        for (int number = 0; number < batch.works().size(); number++) {
            OptionalInt places = batch.work(number).span().places();
            int[] left = left(number, inFlight.negate());
            if (places.isPresent() && batch.positions(number, inFlight).length > 0) {
                shared.set(number);
                int given = places.getAsInt() - 1;
                left = Arrays.copyOf(left, (int) ((long) left.length * given / places.getAsInt()));
                addSpans(spans, number, left, OptionalInt.of(given), elapsed);
            } else {
                addSpans(spans, number, left, places, elapsed);
            }
        }
        send(spans);
    }

    /** Hands on all that is left, but for {@code excepted}. */
    void handOnRest(IntPredicate excepted, Duration elapsed) {
        List<Span> spans = new ArrayList<>();
        for (int number = 0; number < batch.works().size(); number++) {
            SpanWork work = batch.work(number);
            int[] left = left(number, excepted.negate());
            if (work.later().isEmpty()) {
                addSpans(spans, number, left,
                    shared.get(number) ? OptionalInt.of(1) : work.span().places(), elapsed);
            } else if (!batch.isDropped(work)) {
                splitter.handOnLater(work.whole(), work.later(), batch.indices(number, left));
            }
        }
        send(spans);
    }

    /** What of a span nobody has started or handed on. */
    private int[] left(int number, IntPredicate chosen) {
        return batch.isDropped(batch.work(number)) ? new int[0] : batch.positions(number,
            chosen.and(position -> !batch.isSettled(position) && !handedOn.get(position)));
    }

    private void addSpans(List<Span> spans, int number, int[] left, OptionalInt places, Duration elapsed) {
        if (left.length > 0) {
            int pieces = Math.min(pieces(left.length, elapsed), places.orElse(MOST_PIECES));
            Origin origin = batch.work(number).isSuspect() ? Origin.SUSPECT : Origin.FORK;
            Span span = batch.work(number).span().part(batch.indices(number, left), origin);
            spans.addAll(span.withPlaces(places.orElse(1)).split(pieces, origin));
            Arrays.stream(left).forEach(handedOn::set);
        }
    }

    /** Unknown cost, that is none done in a whole slice, is high cost. */
    private int pieces(long left, Duration elapsed) {
        long done = 0;
        for (int number = 0; number < batch.works().size(); number++) {
            done += batch.outcomes(number).size();
        }
        if (done == 0) {
            return MOST_PIECES;
        }
        double slices = (double) left * elapsed.toNanos() / done / slice.toNanos();
        return (int) Math.max(1, Math.min(MOST_PIECES, Math.ceil(slices)));
    }

    private void send(List<Span> spans) {
        if (!spans.isEmpty()) {
            forks.send(spans);
        }
    }
}
