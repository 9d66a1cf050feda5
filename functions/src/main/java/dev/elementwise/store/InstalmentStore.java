package dev.elementwise.store;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what has come of the input of open jobs. Thread-safety, visibility and errors as for {@link JobStore}.
 *
 * <p>An instalment has its indices and its key from one and the same write, so that one whose request dies leaves no
 * hole: whoever repeats the key goes on with the same indices. Until its elements are sent it stands in the job, where
 * it keeps the input from being closed; after that in an item of its own, so that the job stays small.
 */
public interface InstalmentStore {

    /** The most instalments of a job that may be unfinished at a time: they stand in the job. */
    int MOST_UNFINISHED = 32;

    /**
     * Elements that one request adds.
     *
     * @param key the request's idempotency key
     * @param bodyHash tells whether a repeat adds the same
     * @param indices which elements of the job they are
     */
    record Instalment(String key, String bodyHash, IndexRun indices) {
    }

    /**
     * A job and what is not finished of its input.
     *
     * @param unfinished the instalments whose elements may not all be sent, in the order of their indices
     */
    record OpenJob(Job job, List<Instalment> unfinished) {

        public OpenJob {
            unfinished = List.copyOf(unfinished);
        }

        /** The unfinished instalment of a key. */
        public Optional<Instalment> find(String key) {
            return unfinished.stream().filter(instalment -> instalment.key().equals(key)).findFirst();
        }
    }

    /** The job as it is, open or not; empty where there is none or it has expired. */
    Optional<OpenJob> find(JobId id);

    /** The instalment of a key, if it is finished. */
    Optional<Instalment> findFinished(JobSpec job, String key);

    /**
     * Reserves the next indices for an instalment whose key is neither unfinished in {@code read} nor finished after
     * it was read.
     *
     * @return false, and nothing has changed, if the input is not as it was read, is not open, or has as many
     *     unfinished instalments as it may have
     */
    boolean reserve(OpenJob read, Instalment instalment);

    /**
     * Notes that all elements of an instalment are sent; noting it again does nothing.
     *
     * @return the job as it is then; empty where there is none
     */
    Optional<Job> finish(JobSpec job, Instalment instalment);

    /**
     * Closes the input, unless it is closed or an instalment is unfinished, and ends the job if all of its elements
     * have been counted by then; all in one step. So either this sees the last count, or whoever counts last sees the
     * input closed.
     *
     * @return the job as it is then; empty where there is none
     */
    Optional<OpenJob> close(JobId id, Instant at);
}
