package dev.elementwise.compute;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Hands on elements that have not been started, as new spans for idle workers: as many as the elements' cost so far
 * promises a slice of work each, up to ten.
 */
final class Forker {

    private static final int MOST_PIECES = 10;

    private final SpanQueue forks;
    private final Duration slice;

    /**
     * @param slice how long a worker stays with a span
     */
    Forker(SpanQueue forks, Duration slice) {
        this.forks = forks;
        this.slice = slice;
    }

    /**
     * Hands on.
     *
     * @param waiting whether the element at a position waits to be handed on
     * @param elapsed how long the batch has been worked on
     */
    void handOn(Batch batch, IntPredicate waiting, Duration elapsed) {
        List<Span> spans = new ArrayList<>();
        long done = 0;
        for (int number = 0; number < batch.works().size(); number++) {
            done += batch.outcomes(number).size();
        }
        for (int number = 0; number < batch.works().size(); number++) {
            SpanWork work = batch.work(number);
            IndexRuns left = batch.isDropped(work) ? IndexRuns.NONE : batch.indices(number, waiting);
            if (!left.isEmpty()) {
                spans.addAll(work.span().part(left, Origin.FORK)
                    .split(pieces(left.size(), done, elapsed), Origin.FORK));
            }
        }
        if (!spans.isEmpty()) {
            forks.send(spans);
        }
    }

    /** Unknown cost, that is none done in a whole slice, is high cost. */
    private int pieces(long left, long done, Duration elapsed) {
        if (done == 0) {
            return MOST_PIECES;
        }
        double slices = (double) left * elapsed.toNanos() / done / slice.toNanos();
        return (int) Math.max(1, Math.min(MOST_PIECES, Math.ceil(slices)));
    }
}
