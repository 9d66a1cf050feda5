package dev.elementwise.store;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps when each job that has not ended is to be looked at for a standstill. A job is under watch from its creation to
 * its end, without a call of its own for either. Thread-safety, visibility and errors as for {@link JobStore}; what is
 * due may be found a second late.
 */
public interface WatchStore {

    /** Into how many parts the watched jobs fall, by their ids; no part is written to more than the others. */
    int SHARDS = 64;

    /** Which part a job belongs to. */
    static int shard(JobId id) {
        return Math.floorMod(id.hashCode(), SHARDS);
    }

    /**
     * When a job is looked at next, and what was seen before.
     *
     * @param lookAt the next look
     * @param patience how long the job had for progress, from the last look to the next
     * @param done how many elements had an outcome at the last look
     * @param fromBlock where an unfinished look goes on
     */
    record Watch(Instant lookAt, Duration patience, long done, int fromBlock) {

        /** How long a job may stand still before something is done about it. */
        public static final Duration FIRST_PATIENCE = Duration.ofMinutes(30);

        /** What is kept of a job from its creation on. */
        public static Watch first(JobSpec job) {
            return new Watch(job.createdAt().plus(FIRST_PATIENCE), FIRST_PATIENCE, 0, 0);
        }
    }

    /** A job with its watch. */
    record Watched(Job job, Watch watch) {
    }

    /**
     * Jobs of a part whose look is due, in the order in which they became so; published or not, expired or not.
     *
     * @param limit how many at most
     */
    List<Watched> due(int shard, Instant now, int limit);

    /**
     * Puts another watch in place of the one that was seen, unless the job has ended, is gone or has another watch by
     * now.
     */
    void watch(Watched seen, Watch next);
}
