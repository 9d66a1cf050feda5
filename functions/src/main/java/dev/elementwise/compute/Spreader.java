package dev.elementwise.compute;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;

/**
 * Hands on what a span has beyond a worker's portion before anything of it is computed, where its elements are known to
 * be slow: others need not wait for the end of a slice to tell them. The pieces are shared in the same way only as far
 * as it can be trusted, so that an error costs ten messages and does not grow into a tree.
 */
final class Spreader {

    private final SpanQueue forks;
    private final Shares shares;

    Spreader(SpanQueue forks, Shares shares) {
        this.forks = forks;
        this.shares = shares;
    }

    /**
     * How many of a span's elements a worker keeps if nothing of it is done: the first ones, most often all.
     *
     * @param leftOfJob how many elements of the whole job have no outcome
     */
    long kept(Span span, long elements, long leftOfJob) {
        int block = span.job().blockSize();
        if (span.origin() == Origin.SUSPECT || span.trustedCost().isEmpty()
            || span.places().orElse(Integer.MAX_VALUE) == 1) {
            return elements;
        }
        Duration cost = span.trustedCost().get();
        Portions portions =
            span.origin() == Origin.SUBMIT ? shares.smallest() : shares.of(span, cost, leftOfJob);
        return portions.kept(span.indices(), elements, cost, block);
    }

    /** What is left to do of the work once the rest is handed on; most often all. */
    SpanWork spread(SpanWork work) {
        Span span = work.span();
        long size = kept(span, work.size(), work.leftOfJob());
        if (work.isSuspect() || size == work.size()) {
            return work;
        }
        Duration cost = span.cost().orElseThrow();
        int block = span.job().blockSize();
        Portions portions = shares.of(span, cost, work.leftOfJob());
        IndexRuns beyond = span.indices().slice(size, work.size());
        int others = span.places().orElse(Integer.MAX_VALUE) - 1;
        forks.send(span.part(beyond, Origin.FORK).withPlaces(others).spread()
            .split(portions.pieces(beyond.size(), cost, block, others), portions.grain(cost, block), Origin.FORK));
        Span kept = span.part(span.indices().slice(0, size), span.origin()).withPlaces(1);
        return new SpanWork(work.delivery(), kept, kept, work.known(), work.leftOfJob(),
            Math.min(size, work.looked()));
    }
}
