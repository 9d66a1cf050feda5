package dev.elementwise.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a job was asked for and how it is cut into blocks; never changes, but for the total while the input is open.
 *
 * @param caller whose job it is
 * @param total how many elements; so many so far where the input is open
 * @param range the elements, where they are integers of a range; an explicit list travels in its messages instead
 * @param input whether these are all elements
 * @param blockSize elements a block, 1 to 65,536; the last block may have fewer
 * @param maxResultBytes how many bytes its results may have before the job is given up
 * @param retryOf the job whose failed elements these are, if it is a retry; outcomes are then shown under their indices
 */
public record JobSpec(JobId id, String caller, String task, JobOptions options, long total, Optional<Range> range,
                      Input input, int blockSize, OptionalLong maxResultBytes, Lifetime lifetime,
                      Optional<JobId> retryOf) {

    /** The most elements a block has. */
    public static final int LARGEST_BLOCK = 65_536;
    /** The most blocks a job has: each is an item that is written, counted and read. */
    public static final int MOST_BLOCKS = 1 << 20;
    /** The most elements a sole block has: even if each is committed alone, the job's item stays small. */
    private static final int LARGEST_SOLE_BLOCK = 256;

    public JobSpec {
        if (blockSize < 1 || blockSize > LARGEST_BLOCK) {
            throw new IllegalArgumentException("A block has 1 to 65,536 elements, not " + blockSize);
        }
        if (total < 0 || range.isPresent() && range.get().size() != total) {
            throw new IllegalArgumentException("Job " + id + " does not have " + total + " elements");
        }
    }

    /** The same job with more, or all, of its elements there. */
    public JobSpec with(Input other, long newTotal) {
        return new JobSpec(id, caller, task, options, newTotal, range, other, blockSize, maxResultBytes, lifetime,
            retryOf);
    }

    /** The same job with other options. */
    public JobSpec with(JobOptions others) {
        return new JobSpec(id, caller, task, others, total, range, input, blockSize, maxResultBytes, lifetime,
            retryOf);
    }

    public Optional<String> label() {
        return options.label();
    }

    public OptionalLong toleratedFailures() {
        return options.toleratedFailures();
    }

    public OptionalInt maxConcurrency() {
        return options.maxConcurrency();
    }

    public Optional<String> reduce() {
        return options.reduce();
    }

    /** Whether values are counted and reduced, and not kept. */
    public boolean discardsValues() {
        return options.discard();
    }

    public Instant createdAt() {
        return lifetime.createdAt();
    }

    public Instant giveUpAt() {
        return lifetime.giveUpAt();
    }

    public Instant expiresAt() {
        return lifetime.expiresAt();
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
