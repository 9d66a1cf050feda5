package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.GrowingPause;
import dev.elementwise.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for a job's end by asking the store after growing pauses. Safe for use by several threads. */
public final class JobWatch {

    private final JobStore jobs;
    private final Clock clock;
    private final Sleeper sleeper;

    public JobWatch(JobStore jobs, Clock clock, Sleeper sleeper) {
        this.jobs = jobs;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * The job when it has ended, or as last seen when the time is over or the store does not answer: what is known by
     * then is an answer, and the job goes on.
     */
    public Job await(Job job, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        GrowingPause pause = new GrowingPause(sleeper);
        Job seen = job;
        for (Instant now = clock.instant(); !seen.hasEnded() && now.isBefore(end); now = clock.instant()) {
            pause.sleep(Duration.between(now, end));
            try {
                seen = jobs.find(job.id()).orElse(seen);
            } catch (StoreUnavailableException e) {
                return seen;
            }
        }
        return seen;
    }
}
