package dev.elementwise.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a job was asked for and how it is cut into blocks; never changes, but for the total while the input is open.
 *
 * @param caller whose job it is
 * @param label the caller's own words, up to 200 characters
 * @param total how many elements; so many so far where the input is open
 * @param range the elements, where they are integers of a range; an explicit list travels in its messages instead
 * @param input whether these are all elements
 * @param blockSize elements a block, 1 to 65,536; the last block may have fewer
 * @param toleratedFailures how many elements may fail before the job is given up
 * @param maxConcurrency how many spans of the job there may be at a time, 1 to 1,000; left out, any number
 * @param reduce what makes one result of the values, as a JSON object with its {@code name}
 * @param giveUpAt when a job that has not ended is given up
 * @param expiresAt when everything of the job is gone
 * @param retryOf the job whose failed elements these are, if it is a retry; outcomes are then shown under their indices
 */
public record JobSpec(JobId id, String caller, String task, Optional<String> label, long total, Optional<Range> range,
                      Input input, int blockSize, OptionalLong toleratedFailures, OptionalInt maxConcurrency,
                      Optional<String> reduce, Instant createdAt, Instant giveUpAt, Instant expiresAt,
                      Optional<JobId> retryOf) {

    /** The most elements a block has. */
    public static final int LARGEST_BLOCK = 65_536;
    /** The most blocks a job has: each is an item that is written, counted and read. */
    public static final int MOST_BLOCKS = 1 << 20;

    /** The most that a job may set as its {@code maxConcurrency}. */
    public static final int LARGEST_CONCURRENCY = 1_000;

    /** The most elements a sole block has: even if each is committed alone, the job's item stays small. */
    private static final int LARGEST_SOLE_BLOCK = 256;

    public JobSpec {
        if (blockSize < 1 || blockSize > LARGEST_BLOCK) {
            throw new IllegalArgumentException("A block has 1 to 65,536 elements, not " + blockSize);
        }
        if (maxConcurrency.isPresent() && (maxConcurrency.getAsInt() < 1
            || maxConcurrency.getAsInt() > LARGEST_CONCURRENCY)) {
            throw new IllegalArgumentException("A job has 1 to 1,000 spans at a time, not " + maxConcurrency);
        }
        if (total < 0 || range.isPresent() && range.get().size() != total) {
            throw new IllegalArgumentException("Job " + id + " does not have " + total + " elements");
        }
    }

    /** A job that is no retry. */
    public JobSpec(JobId id, String caller, String task, Optional<String> label, long total, Optional<Range> range,
                   Input input, int blockSize, OptionalLong toleratedFailures, OptionalInt maxConcurrency,
                   Optional<String> reduce, Instant createdAt, Instant giveUpAt, Instant expiresAt) {
        this(id, caller, task, label, total, range, input, blockSize, toleratedFailures, maxConcurrency, reduce,
            createdAt, giveUpAt, expiresAt, Optional.empty());
    }

    /** The same job with more, or all, of its elements there. */
    public JobSpec with(Input other, long newTotal) {
        return new JobSpec(id, caller, task, label, newTotal, range, other, blockSize, toleratedFailures,
            maxConcurrency, reduce, createdAt, giveUpAt, expiresAt, retryOf);
    }

    /** How many blocks there are. */
    public int blocks() {
        return Math.toIntExact((total + blockSize - 1) / blockSize);
    }

    /** Whether there is only one block and never more, a small one, which then stands in the job itself. */
    public boolean hasSoleBlock() {
        return input == Input.WHOLE && blocks() == 1 && total <= LARGEST_SOLE_BLOCK;
    }

    /** The block that the element at {@code index} belongs to. */
    public int blockOf(long index) {
        return (int) (index / blockSize);
    }

    /** The indices of block {@code number}; as long as the input is open, those still to come too. */
    public IndexRun block(int number) {
        long from = (long) number * blockSize;
        long to = from + blockSize;
        return new IndexRun(from, input == Input.OPEN ? to : Math.min(to, total));
    }
}
