package dev.elementwise.status;

import dev.elementwise.job.JobId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps complete blocks, which never change, so that a reader who walks a job's pages does not have each block read
 * from the store and unpacked once a page. Forgets the least lately used. Safe for use by several threads.
 */
final class BlockCache {

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private record Key(JobId job, int block) {
    }

    private final Map<Key, CommittedBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized Optional<CommittedBlock> find(JobId job, int block) {
        return Optional.ofNullable(blocks.get(new Key(job, block)));
    }

    /** Keeps a block if it is complete and there is room for it. */
    synchronized void offer(JobId job, int block, CommittedBlock outcomes) {
        if (!outcomes.isComplete() || outcomes.bytes() > MOST_BYTES / 2) {
            return;
        }
        CommittedBlock before = blocks.put(new Key(job, block), outcomes);
        bytes += outcomes.bytes() - (before == null ? 0 : before.bytes());
        Iterator<CommittedBlock> oldest = blocks.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
