package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.JobSpec;
import java.util.List;

/**
 * Keeps the outcomes of blocks, of jobs that have more than one: a sole block stands in its job, see
 * {@link JobStore#commit}. Putting a block is the only commit point of an outcome: what a block does not list is never
 * read. Thread-safety, visibility and errors as for {@link JobStore}.
 */
public interface BlockStore {

    /** The most bytes that the lines inside one block may have together. */
    int LARGEST_INLINE = 350 * 1024;

    /** The block as it is; {@link Block#EMPTY} where nothing is committed. */
    Block find(JobSpec job, int number);

    /** Consecutive blocks from {@code first} on, {@code count} of them, in order. */
    List<Block> find(JobSpec job, int first, int count);

    /**
     * The blocks as {@link #find(JobSpec, int, int)} gives them, or as that would have given each of them a moment ago,
     * most often less than a second; at half the price. Of two glances the later may show what is older. A store that
     * has nothing cheaper finds them.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">
     *     DynamoDB read consistency</a>
     */
    default List<Block> glance(JobSpec job, int first, int count) {
        return find(job, first, count);
    }

    /**
     * Puts a block in place of the version before it.
     *
     * @return false if another version stands there: nothing has changed then
     */
    boolean put(JobSpec job, int number, Block block);

    /**
     * Keeps lines that are too many to stand inside their block, until the job expires.
     *
     * @param key unique for every attempt
     * @param lines up to 350 KB
     */
    void putLines(JobSpec job, String key, byte[] lines);

    /** The lines under a key that a block lists. */
    byte[] getLines(JobSpec job, String key);

    /**
     * Keeps which elements of the job that is retried the elements of a retry's block are, until the retry expires.
     *
     * @param origins their indices there, ascending, one for each element of the block
     */
    void putOrigins(JobSpec retry, int number, long[] origins);

    /** What was put for a block of a retry. */
    long[] getOrigins(JobSpec retry, int number);
}
