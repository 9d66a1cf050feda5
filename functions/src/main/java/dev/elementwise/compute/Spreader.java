package dev.elementwise.compute;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;

/**
 * Hands on what a span has beyond a worker's portion before anything of it is computed, where its elements are known to
 * be slow: others need not wait for the end of a slice to tell them. The pieces know it too only as far as it can be
 * trusted, so that an error costs ten messages and does not grow into a tree.
 */
final class Spreader {

    private final SpanQueue forks;
    private final Portions portions;

    Spreader(SpanQueue forks, Portions portions) {
        this.forks = forks;
        this.portions = portions;
    }

    /** What is left to do of the work once the rest is handed on; most often all. */
    SpanWork spread(SpanWork work) {
        Span span = work.span();
        if (work.isSuspect() || span.cost().isEmpty() || span.places().orElse(Integer.MAX_VALUE) == 1
            || !portions.isTooMuch(work.size(), span.cost().get(), span.job().blockSize())) {
            return work;
        }
        Duration cost = span.cost().get();
        int block = span.job().blockSize();
        long portion = portions.size(cost, block);
        long edge = span.indices().edge(portion, block);
        long size = edge < Math.min(work.size(), 2 * portion) ? edge : portion;
        IndexRuns beyond = span.indices().slice(size, work.size());
        int others = span.places().orElse(Integer.MAX_VALUE) - 1;
        forks.send(span.part(beyond, Origin.FORK).withPlaces(others).spread()
            .split(portions.pieces(beyond.size(), cost, block, others), Origin.FORK));
        Span kept = span.part(span.indices().slice(0, size), span.origin()).withPlaces(1);
        return new SpanWork(work.delivery(), kept, kept, work.known());
    }
}
