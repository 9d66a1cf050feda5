package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Under which indices the outcomes of a block are shown and reduced: a retry's under those that its elements had in the
 * job that is retried, all others under their own. Reads when it is asked first. Safe for use by several threads.
 */
public final class Origins implements LongUnaryOperator {

    private final BlockStore store;
    private final JobSpec job;
    private final int block;
    private volatile long @Nullable [] origins;

    public Origins(BlockStore store, JobSpec job, int block) {
        this.store = store;
        this.job = job;
        this.block = block;
    }

    @Override
    public long applyAsLong(long index) {
        if (job.retryOf().isEmpty()) {
            return index;
        }
        long[] known = origins;
        if (known == null) {
            known = store.getOrigins(job, block);
            origins = known;
        }
        return known[Math.toIntExact(index - job.block(block).from())];
    }
}
