package dev.elementwise.submit;

import dev.elementwise.job.JobSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Plans how many elements a block has.
 *
 * <p>Where it is known what an element costs, a block is three seconds of a core's work, so that a job that is done
 * sooner has a single one, and workers on slow elements do not meet in the same block. Where it is not, a job gets as
 * many blocks as the root of its progress tree has places, where that makes blocks of 64 to 4,096 elements. Either way
 * blocks grow to the largest there is rather than become more than a thousand: small blocks let many workers commit
 * without getting in each other's way, large ones need fewer calls.
 */
final class Planner {

    private static final Duration BLOCK = Duration.ofSeconds(3);
    /** The outcomes of more elements might not fit their block's item. */
    private static final int LARGEST_OF_CHEAP = 16_384;
    private static final int SMALLEST_OF_UNKNOWN = 64;
    private static final int LARGEST_OF_UNKNOWN = 4_096;
    private static final int FEW_BLOCKS = 32;
    private static final int MANY_BLOCKS = 1_024;

    /**
     * For a job that gets its elements bit by bit: the smallest with which its tree of {@link JobSpec#MOST_BLOCKS}
     * blocks has room for as many elements as any deployment takes.
     */
    private static final int OF_OPEN = 1_024;

    int blockSizeOfOpen(OptionalInt chunkSize) {
        return chunkSize.orElse(OF_OPEN);
    }

    int blockSize(long total, OptionalInt chunkSize, Optional<Duration> cost) {
        if (chunkSize.isPresent()) {
            return chunkSize.getAsInt();
        }
        long size = cost.map(Planner::sizeOf).orElseGet(() -> sizeOfUnknown(total));
        long many = (total + MANY_BLOCKS - 1) / MANY_BLOCKS;
        return (int) Math.min(Math.max(size, many), JobSpec.LARGEST_BLOCK);
    }

    private static long sizeOf(Duration cost) {
        long elements = BLOCK.toNanos() / Math.max(1, cost.toNanos());
        return Math.max(1, Math.min(elements, LARGEST_OF_CHEAP));
    }

    private static long sizeOfUnknown(long total) {
        long few = (total + FEW_BLOCKS - 1) / FEW_BLOCKS;
        return Math.min(Math.max(few, SMALLEST_OF_UNKNOWN), LARGEST_OF_UNKNOWN);
    }
}
