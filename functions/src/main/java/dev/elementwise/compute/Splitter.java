package dev.elementwise.compute;

import dev.elementwise.job.JobSpec;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.MarkStore;

/**
 * Hands a span that is too large for one worker on as ten smaller ones: so a job of 10^9 elements begins with
 * one message, and spreads like a tree.
 */
final class Splitter {

    private static final long LARGEST = 4L * JobSpec.LARGEST_BLOCK;
    private static final int PIECES = 10;

    private final SpanQueue forks;
    private final MarkStore marks;

    Splitter(SpanQueue forks, MarkStore marks) {
        this.forks = forks;
        this.marks = marks;
    }

    static boolean isTooLarge(Span span) {
        return span.indices().size() > LARGEST;
    }

    /** Splits, unless somebody has already: after the pieces are sent a mark is left for duplicates of the span. */
    void split(Span span) {
        String mark = "split#" + span.indices().runs().get(0).from() + "#" + span.indices().size();
        if (!marks.isMarked(span.job(), mark)) {
            forks.send(span.split(PIECES, Origin.FORK));
            marks.mark(span.job(), mark);
        }
    }
}
