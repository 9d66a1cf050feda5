package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.store.BlockStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads pages of a job's outcomes in the elements' order. While the job runs, a page ends before the first element that
 * has no outcome, unless gaps are wanted; so whoever follows {@link Page#next} sees every outcome once. Pages may be
 * short or empty. Safe for use by several threads.
 */
public final class ResultPages {

    /** A page of a job with many empty blocks, or with few failures, ends after so many blocks whatever it has. */
    private static final int MOST_BLOCKS = 256;

    private final BlockStore blocks;
    private final Clock clock;
    private final BlockCache cache = new BlockCache();

    public ResultPages(BlockStore blocks, Clock clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    /** The first page of a job, as {@code GET} gives it to a caller who asks for nothing in particular. */
    public Page first(Job job, Instant answerBy) {
        return read(job, PageQuery.first(), answerBy);
    }

    /**
     * A page of a job.
     *
     * @param job read before: what it says of its end holds for all that is read here
     * @param answerBy when the page has to be there; it ends early for that
     */
    Page read(Job job, PageQuery query, Instant answerBy) {
        PageWalk walk = new PageWalk(job, query, clock, answerBy);
        if (query.from() < job.spec().total()) {
            walk(walk, job, query);
        }
        boolean over = job.hasEnded() && walk.index() >= job.spec().total();
        return new Page(walk.lines(), over ? Optional.empty() : Optional.of(PageQuery.cursor(job, walk.index())));
    }

    private void walk(PageWalk walk, Job job, PageQuery query) {
        JobSpec spec = job.spec();
        int first = spec.blockOf(query.from());
        int end = Math.min(spec.blocks(), first + MOST_BLOCKS);
        BlockReader reader = new BlockReader(blocks, cache, job, first, query.limit() / spec.blockSize() + 1);
        boolean open = true;
        for (int number = first; open && number < end; number++) {
            CommittedBlock block = reader.next();
            open = walk.goThrough(block);
            cache.offer(job.id(), number, block);
        }
    }
}
