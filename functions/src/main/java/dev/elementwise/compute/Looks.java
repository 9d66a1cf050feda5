package dev.elementwise.compute;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the batches of an invocation have read of their jobs. What one of them has just read the others need not read
 * again, so that a job is looked at once a second, however many of the batches are its own. Safe for use by several
 * threads; none waits for what another one reads.
 */
final class Looks {

    /** A bit less than a second, so that a look falls in with the end of a slice, before which there is one anyway. */
    static final Duration EVERY = Duration.ofMillis(950);
    /** What is known of a job for no longer than this is good enough to commit to it. */
    private static final Duration RECENT = Duration.ofMillis(200);
    /** A read that takes longer may be lost: whoever cancels a job waits no longer than two seconds for all batches. */
    private static final Duration LONGEST_READ = Duration.ofMillis(200);

    private final JobStore jobs;
    private final Clock clock;
    private final Map<JobId, Look> latest = new ConcurrentHashMap<>();
    private final Map<JobId, Instant> reading = new ConcurrentHashMap<>();

    Looks(JobStore jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A job as it was.
     *
     * @param job empty if there was none
     * @param at when it was asked for
     */
    record Look(Optional<Job> job, Instant at) {

        private boolean hasEnded() {
            return job.filter(Job::hasEnded).isPresent();
        }
    }

    /** Whether what was known then is good enough to commit to it. */
    static boolean isRecent(Instant at, Instant now) {
        return !now.isAfter(at.plus(RECENT));
    }

    /**
     * The job as it was less than {@link #EVERY} ago; or what is known of it while another batch has just begun to read
     * it.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it has to be read and can't be
     */
    Look glance(JobId id) {
        Instant now = clock.instant();
        Look known = latest.get(id);
        if (known != null && (now.isBefore(known.at().plus(EVERY)) || isBeingRead(id, now))) {
            return known;
        }
        reading.put(id, now);
        try {
            return glanceNow(id);
        } finally {
            reading.remove(id, now);
        }
    }

    private boolean isBeingRead(JobId id, Instant now) {
        Instant since = reading.get(id);
        return since != null && now.isBefore(since.plus(LONGEST_READ));
    }

    /**
     * The job as it was no longer than a fifth of a second ago, by a consistent read or by a glance.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it has to be read and can't be
     */
    Look recent(JobId id) {
        Look known = latest.get(id);
        return known != null && isRecent(known.at(), clock.instant()) ? known : read(id);
    }

    /**
     * The job by a glance, also where it is known of late: what is left of a job, which many workers diminish, is out of
     * date within tenths of a second.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it can't be read
     */
    Look glanceNow(JobId id) {
        Instant now = clock.instant();
        // That there is no such job is believed only of a consistent read.
        return note(id, jobs.glance(id).or(() -> jobs.find(id)), now);
    }

    /**
     * The job by a consistent read.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it can't be read
     */
    Look read(JobId id) {
        Instant now = clock.instant();
        return note(id, jobs.find(id), now);
    }

    /** An end is for good, whatever a glance says later. */
    private Look note(JobId id, Optional<Job> job, Instant now) {
        latest.values().removeIf(old -> now.isAfter(old.at().plus(EVERY.multipliedBy(2))));
        return latest.merge(id, new Look(job, now),
            (one, other) -> one.hasEnded() || one.at().isAfter(other.at()) ? one : other);
    }
}
