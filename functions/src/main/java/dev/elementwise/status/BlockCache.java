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

    /** A block with how much memory it took when it was last offered. */
    private record Kept(CommittedBlock block, long bytes) {
    }

    private final Map<Key, Kept> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized Optional<CommittedBlock> find(JobId job, int number) {
        return Optional.ofNullable(blocks.get(new Key(job, number))).map(Kept::block);
    }

    /** Keeps a block if it is complete and there is room for it; to be told again when more of it has been read. */
    synchronized void offer(JobId job, int number, CommittedBlock block) {
        Kept before = blocks.remove(new Key(job, number));
        bytes -= before == null ? 0 : before.bytes();
        Kept kept = new Kept(block, block.bytes());
        if (!block.isComplete() || kept.bytes() > MOST_BYTES / 2) {
            return;
        }
        blocks.put(new Key(job, number), kept);
        bytes += kept.bytes();
        Iterator<Kept> oldest = blocks.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
