package dev.elementwise.submit;

import dev.elementwise.job.JobSpec;
import java.util.OptionalInt;

/**
 * Plans how many elements a block has.
 *
 * <p>What an element costs is not known yet. So a job gets as many blocks as the root of its progress tree has places,
 * where that makes blocks of 64 to 4,096 elements; beyond, blocks grow to the largest there is. Small blocks let many
 * workers commit without getting in each other's way, large ones need fewer calls.
 */
final class Planner {

    private static final int SMALLEST = 64;
    private static final int USUAL = 4_096;
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

    int blockSize(long total, OptionalInt chunkSize) {
        if (chunkSize.isPresent()) {
            return chunkSize.getAsInt();
        }
        long few = (total + FEW_BLOCKS - 1) / FEW_BLOCKS;
        long many = (total + MANY_BLOCKS - 1) / MANY_BLOCKS;
        long size = Math.max(Math.min(Math.max(few, SMALLEST), USUAL), many);
        return (int) Math.min(size, JobSpec.LARGEST_BLOCK);
    }
}
