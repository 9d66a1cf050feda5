package dev.elementwise.compute;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the batches of an invocation have read of their jobs. What one of them has just read the others need not read
 * again, so that a job is looked at once a second, however many of the batches are its own. Safe for use by several
 * threads; none waits for what another one reads.
 */
final class Looks {

    /** A bit less than a second, so that a look falls in with the end of a slice, before which there is one anyway. */
    static final Duration EVERY = Duration.ofMillis(950);
    /** Cancelling a job need not take effect any sooner on what is committed. */
    private static final Duration STALE_AFTER = Duration.ofMillis(200);

    private final JobStore jobs;
    private final Clock clock;
    private final Map<JobId, Look> latest = new ConcurrentHashMap<>();
    private final Set<JobId> underway = ConcurrentHashMap.newKeySet();

    Looks(JobStore jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A job as it was.
     *
     * @param job empty if there was none
     * @param at the job is not older than this
     */
    record Look(Optional<Job> job, Instant at) {

        private boolean isWithin(Duration age, Instant now) {
            return now.isBefore(at.plus(age));
        }
    }

    /** Whether what was known then is good enough to commit to it. */
    static boolean isFresh(Instant at, Instant now) {
        return !now.isAfter(at.plus(STALE_AFTER));
    }

    /**
     * The job as it was less than {@link #EVERY} ago; or what is known of it, while another batch reads it.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it has to be read and can't be
     */
    Look glance(JobId id) {
        Instant now = clock.instant();
        Look known = latest.get(id);
        if (known != null && (known.isWithin(EVERY, now) || !underway.add(id))) {
            return known;
        }
        try {
            // That there is no such job is believed only of a consistent read.
            return note(id, jobs.glance(id).or(() -> jobs.find(id)), now);
        } finally {
            underway.remove(id);
        }
    }

    /**
     * The job as it was just now.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it has to be read and can't be
     */
    Look find(JobId id) {
        Instant now = clock.instant();
        Look known = latest.get(id);
        return known != null && isFresh(known.at(), now) ? known : note(id, jobs.find(id), now);
    }

    private Look note(JobId id, Optional<Job> job, Instant now) {
        Look look = new Look(job, now);
        latest.values().removeIf(old -> !old.isWithin(EVERY.multipliedBy(2), now));
        latest.merge(id, look, (one, other) -> one.at().isAfter(other.at()) ? one : other);
        return look;
    }
}
