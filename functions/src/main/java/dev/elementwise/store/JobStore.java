package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps jobs. Safe for use by several threads and processes; every call is atomic, and what is written is read by
 * every {@code find} that begins later. Listing may lag a second. What the values of a job of several blocks are
 * reduced to is {@link ProgressStore#partials}, not its tally's.
 *
 * <p>Calls throw {@link StoreUnavailableException} when the store does not answer or throttles; nothing is known then
 * about whether a write happened, and repeating it is always right.
 */
public interface JobStore {

    /**
     * Creates a job that nobody sees yet; one of no elements has ended at once, unless more may come.
     *
     * @param params the params as JSON
     * @return false if there is one of this id already, which stays as it is
     */
    boolean create(JobSpec spec, String params);

    /**
     * Makes a job visible and listed, if it is not so already.
     *
     * @return the job as it is then; empty where there is none
     */
    Optional<Job> publish(JobId id);

    /** The job, published or not, unless there is none or it has expired. */
    Optional<Job> find(JobId id);

    /**
     * The job as {@link #find} gives it, or as that would have given it a moment ago, most often less than a second;
     * at half the price. Of two glances the later may show what is older. A store that has nothing cheaper finds the
     * job.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">
     *     DynamoDB read consistency</a>
     */
    default Optional<Job> glance(JobId id) {
        return find(id);
    }

    /**
     * A job's params as JSON.
     *
     * @throws IllegalStateException if there is no such job, or it has expired
     */
    String params(JobId id);

    /** The published jobs of {@code caller} created before {@code before}, the newest first. */
    List<Job> list(String caller, Optional<JobId> before, int limit);

    /** Notes that the first element was started; the earliest note stays, and a job that has ended stays as it is. */
    void start(JobId id, Instant at);

    /**
     * Puts the sole block of a job in place of the version before it, enters its counts and, where they decide it, ends
     * the job; all in one step.
     *
     * @param startedAt when the first of its elements was started; the earliest note stays
     * @return false if another version stands there, or the job has ended or is gone: nothing has changed then
     */
    boolean commit(JobSpec job, Block block, Instant startedAt, Optional<Ending> ending);

    /**
     * Ends a job, unless it has ended.
     *
     * @return the job as it is then, with its first ending; empty where there is none
     */
    Optional<Job> end(JobId id, Ending ending);

    /** Throws {@link StoreUnavailableException} unless the store can take a job. */
    void check();
}
