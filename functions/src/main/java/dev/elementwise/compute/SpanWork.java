package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that a worker has in hand.
 *
 * @param span what is to be done now
 * @param whole what is to be done now and later, of what was asked for
 * @param known the blocks that were read, by number; the others are taken to be untouched
 * @param leftOfJob how many elements of the whole job had no outcome when it was read
 * @param looked how many elements of {@code span}, the first ones, are known to have had none then, or to be nobody
 *     else's; the others may be done, and are for whoever looks at them
 */
record SpanWork(Delivery delivery, Span span, Span whole, Map<Integer, Block> known, long leftOfJob, long looked) {

    private static final Duration UNKNOWN_COST = Duration.ofMillis(10);

    /** A span of which all elements have been looked at. */
    SpanWork(Delivery delivery, Span span, Span whole, Map<Integer, Block> known, long leftOfJob) {
        this(delivery, span, whole, known, leftOfJob, span.indices().size());
    }

    /** What is not to be done before all of {@link #span} is done or handed on. */
    IndexRuns later() {
        return span.indices().equals(whole.indices()) ? IndexRuns.NONE : whole.indices().minus(span.indices());
    }

    /**
     * Whether the span may take its worker down: it did once, or had to do with one that died, or neither, for a
     * message that comes again proves nothing.
     */
    boolean isSuspect() {
        return Suspects.isSuspect(delivery, span);
    }

    /** How long one core takes for it, roughly. */
    Duration expected() {
        return span.cost().orElse(UNKNOWN_COST).multipliedBy(size());
    }

    int size() {
        return Math.toIntExact(span.indices().size());
    }

    /** The index of the element at {@code position} of the span. */
    long index(int position) {
        long rest = position;
        for (IndexRun run : span.indices().runs()) {
            if (rest < run.size()) {
                return run.from() + rest;
            }
            rest -= run.size();
        }
        throw new IndexOutOfBoundsException(position);
    }

    @Nullable Object element(int position) {
        return span.elements().isPresent()
            ? span.elements().get().get(position) : span.job().range().orElseThrow().element(index(position));
    }
}
