package dev.elementwise.compute;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.MarkStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a span that is too large for one worker into ten, of which it hands on nine, and so on with the tenth until that
 * is small enough to be worked on at once: so a job of 10^9 elements begins with one message, spreads like a tree, and
 * nobody in it only passes messages on. A span that has a single place is not split: its beginning is done now, and all
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

    private boolean isToBeSplit(Span span) {
        return isTooLarge(span) && span.places().orElse(PIECES) > 1;
    }

    /** The piece that whoever splits the span keeps; all of it, most often. */
    Span first(Span span) {
        Span first = span;
        while (isToBeSplit(first)) {
            first = pieces(first).get(0);
        }
        return first;
    }

    /** Hands on all that {@link #first} is not, unless somebody has already: duplicates of the span find a mark. */
    void handOnOthers(Span span) {
        List<Span> others = new ArrayList<>();
        for (Span first = span; isToBeSplit(first); first = pieces(first).get(0)) {
            List<Span> pieces = pieces(first);
            pieces.subList(1, pieces.size()).forEach(piece -> others.add(piece.part(piece.indices(), Origin.FORK)));
        }
        if (!others.isEmpty()) {
            send("others#", span, others);
        }
    }

    private static List<Span> pieces(Span span) {
        return span.split(Math.min(PIECES, span.places().orElse(PIECES)), span.origin());
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

    /** What is to be done after that. */
    IndexRuns later(Span span) {
        return isTooLarge(span) ? span.indices().minus(now(span)) : IndexRuns.NONE;
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
