package dev.elementwise.submit;

import dev.elementwise.job.JobSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Plans how many elements a block has.
 *
 * <p>Where it is known what an element costs, a block is what a function of six lanes does in a slice of three seconds:
 * so most blocks are the work of one worker, which commits them once, and a large job has about as many as slices.
 * Where it is not known, blocks have 64 to 512 elements, for these may prove slow: small blocks let many workers commit
 * without getting in each other's way. Large ones need fewer calls: so there are no more than a thousand of cheap
 * elements, or four thousand of unknown ones, unless that is more than the largest blocks take.
 */
final class Planner {

    private static final Duration BLOCK = Duration.ofSeconds(18);
    /** Elements in multiples of this keep all lanes of a function busy to the end, be they 2, 3, 4 or 6. */
    private static final int EVEN = 12;
    /** Of elements of which a slice has fewer: whole blocks make whole rounds of six lanes, three, two and one. */
    private static final List<Integer> FEW = List.of(6, 3, 2, 1);
    /** The outcomes of more elements might not fit their block's item. */
    private static final int LARGEST_OF_CHEAP = 16_384;
    private static final int SMALLEST_OF_UNKNOWN = 64;
    private static final int LARGEST_OF_UNKNOWN = 512;
    /** How many there are while their size is within those bounds. */
    private static final int BLOCKS_OF_UNKNOWN = 512;
    /** They are written one after the other while a caller waits: a few seconds. */
    private static final int MOST_OF_RETRY = 512;
    private static final int MANY_BLOCKS = 1_024;
    private static final int MANY_OF_UNKNOWN = 4_096;

    /**
     * For a job that gets its elements bit by bit: the smallest power of two with which its tree of
     * {@link JobSpec#MOST_BLOCKS} blocks has room for as many elements as any deployment takes.
     */
    private static final int OF_OPEN = 1_024;

    /** @param cost what an element is known to cost, asked for unless the input is open */
    int blockSize(JobRequest request, Supplier<Optional<Duration>> cost) {
        if (request.open()) {
            return request.chunkSize().orElse(OF_OPEN);
        }
        return request.retry().isPresent() ? blockSizeOfRetry(request.total(), cost.get())
            : blockSize(request.total(), request.chunkSize(), cost.get());
    }

    /** Of a retry, each block of which is told by a write of its own, before the answer, where its elements come from. */
    int blockSizeOfRetry(long total, Optional<Duration> cost) {
        long fewest = (total + MOST_OF_RETRY - 1) / MOST_OF_RETRY;
        return (int) Math.max(blockSize(total, OptionalInt.empty(), cost), fewest);
    }

    int blockSize(long total, OptionalInt chunkSize, Optional<Duration> cost) {
        if (chunkSize.isPresent()) {
            return chunkSize.getAsInt();
        }
        long many = (total + MANY_BLOCKS - 1) / MANY_BLOCKS;
        long size = cost.map(known -> sizeOf(known, many)).orElseGet(() -> sizeOfUnknown(total));
        long most = (total + JobSpec.MOST_BLOCKS - 1) / JobSpec.MOST_BLOCKS;
        return (int) Math.min(Math.max(size, most), JobSpec.LARGEST_BLOCK);
    }

    /** @param many from what size on there are no more than many blocks */
    private static long sizeOf(Duration cost, long many) {
        long elements = BLOCK.toNanos() / Math.max(1, cost.toNanos());
        long even = elements < EVEN
            ? FEW.stream().filter(few -> few <= elements).findFirst().orElse(1) : elements / EVEN * EVEN;
        return Math.min(even, Math.max(LARGEST_OF_CHEAP, many));
    }

    private static long sizeOfUnknown(long total) {
        long usual = (total + BLOCKS_OF_UNKNOWN - 1) / BLOCKS_OF_UNKNOWN;
        long many = (total + MANY_OF_UNKNOWN - 1) / MANY_OF_UNKNOWN;
        return Math.max(Math.min(Math.max(usual, SMALLEST_OF_UNKNOWN), LARGEST_OF_UNKNOWN), many);
    }
}
