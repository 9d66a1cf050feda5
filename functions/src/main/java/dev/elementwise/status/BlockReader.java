package dev.elementwise.status;

import dev.elementwise.job.Block;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.Origins;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Reads a job's blocks one after the other, some ahead in each call to the store. For one page, by one thread. */
final class BlockReader {

    private static final int MOST_AHEAD = 16;

    private final BlockStore store;
    private final BlockCache cache;
    private final Job job;
    private final Queue<Block> ahead = new ArrayDeque<>();
    private int next;
    private int count;

    /** @param count how many blocks the page will need if there are no gaps */
    BlockReader(BlockStore store, BlockCache cache, Job job, int first, int count) {
        this.store = store;
        this.cache = cache;
        this.job = job;
        this.next = first;
        this.count = Math.max(1, Math.min(count, MOST_AHEAD));
    }

    CommittedBlock next() {
        int number = next++;
        Optional<CommittedBlock> cached = cache.find(job.id(), number);
        if (cached.isPresent()) {
            ahead.poll();
            return cached.get();
        }
        if (ahead.isEmpty()) {
            fetch(number);
        }
        BlockStore from = store; // what is kept keeps nothing of this reader
        JobSpec spec = job.spec();
        return new CommittedBlock(spec.block(number), ahead.remove(), key -> from.getLines(spec, key),
            new Origins(from, spec, number));
    }

    private void fetch(int first) {
        JobSpec spec = job.spec();
        ahead.addAll(spec.hasSoleBlock() ? List.of(job.soleBlock())
            : store.find(spec, first, Math.min(count, spec.blocks() - first)));
        count = Math.min(count * 2, MOST_AHEAD);
    }
}
