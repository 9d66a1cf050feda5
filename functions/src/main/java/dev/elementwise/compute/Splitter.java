package dev.elementwise.compute;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.MarkStore;
import java.util.List;

/**
 * Hands a span that is too large for one worker on as ten smaller ones: so a job of 10^9 elements begins with
 * one message, and spreads like a tree. One that has a single place is not split: its beginning is done now, and all
 * that comes after it goes on as one span.
 */
final class Splitter {

    private static final int PIECES = 10;

    private final SpanQueue forks;
    private final MarkStore marks;
    private final long largest;

    Splitter(SpanQueue forks, MarkStore marks, Limits limits) {
        this.forks = forks;
        this.marks = marks;
        this.largest = limits.largestSpan();
    }

    private boolean isTooLarge(Span span) {
        return span.indices().size() > largest;
    }

    /** Whether the span is to be split; there is a part to do now in all others. */
    boolean isToBeSplit(Span span) {
        return isTooLarge(span) && span.places().orElse(PIECES) > 1;
    }

    /**
     * What is to be done now of a span that is not split. It ends where the same job's others end too, so that
     * duplicates of a span that goes on step by step meet at a mark.
     */
    IndexRuns now(Span span) {
        if (!isTooLarge(span)) {
            return span.indices();
        }
        long from = span.indices().runs().get(0).from();
        return span.indices().within(new IndexRun(from, (from / largest + 1) * largest));
    }

    /** Splits, unless somebody has already: after the pieces are sent a mark is left for duplicates of the span. */
    void split(Span span) {
        send("split#", span, span.split(Math.min(PIECES, span.places().orElse(PIECES)), Origin.FORK));
    }

    /**
     * Hands on what of a span comes later, with what is left of the rest; where nothing is left of that, only once. It
     * is no suspect any more, or all that comes later would be computed in children; whatever of it kills becomes one.
     *
     * @param later perhaps nothing
     */
    void handOnLater(Span whole, IndexRuns later, IndexRuns left) {
        if (later.isEmpty()) {
            return;
        }
        Span next = whole.part(left.plus(later), Origin.FORK);
        if (left.isEmpty()) {
            send("later#", next, List.of(next));
        } else {
            forks.send(List.of(next));
        }
    }

    private void send(String kind, Span span, List<Span> pieces) {
        String mark = kind + span.indices().runs().get(0).from() + "#" + span.indices().size();
        if (!marks.isMarked(span.job(), mark)) {
            forks.send(pieces);
            marks.mark(span.job(), mark);
        }
    }
}
