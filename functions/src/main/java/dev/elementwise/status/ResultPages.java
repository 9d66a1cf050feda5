package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.job.Outcome;
import dev.elementwise.store.BlockStore;
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
    private final BlockCache cache = new BlockCache();

    public ResultPages(BlockStore blocks) {
        this.blocks = blocks;
    }

    /** The first page of a job, as {@code GET} gives it to a caller who asks for nothing in particular. */
    public Page first(Job job) {
        return read(job, PageQuery.first());
    }

    /** @param job read before: what it says of its end holds for all that is read here */
    Page read(Job job, PageQuery query) {
        PageSize page = new PageSize(query.limit());
        long index = Math.min(query.from(), job.spec().total());
        if (index < job.spec().total()) {
            int first = job.spec().blockOf(index);
            BlockReader reader = new BlockReader(blocks, cache, job.spec(), first,
                query.limit() / job.spec().blockSize() + 1);
            int end = Math.min(job.spec().blocks(), first + MOST_BLOCKS);
            boolean open = true;
            for (int block = first; open && block < end; block++) {
                CommittedBlock outcomes = reader.next();
                index = fill(page, outcomes, new Walk(index, job.hasEnded() || query.gaps(), query));
                open = index == outcomes.indices().to() && !page.isFull();
            }
        }
        boolean over = job.hasEnded() && index >= job.spec().total();
        return new Page(page.lines(), over ? Optional.empty() : Optional.of(PageQuery.cursor(job, index)));
    }

    private record Walk(long from, boolean pastGaps, PageQuery query) {
    }

    /** Where the walk through a block stopped: its end, or before the index that did not go in. */
    private static long fill(PageSize page, CommittedBlock outcomes, Walk walk) {
        long end = outcomes.indices().to();
        if (walk.pastGaps() && outcomes.isEmpty()) {
            return end;
        }
        for (long index = walk.from(); index < end; index++) {
            Optional<Outcome> outcome = outcomes.find(index);
            boolean stop = outcome.isEmpty() ? !walk.pastGaps()
                : page.isFull() || walk.query().wants(outcome.get()) && !page.add(outcome.get());
            if (stop) {
                return index;
            }
        }
        return end;
    }
}
