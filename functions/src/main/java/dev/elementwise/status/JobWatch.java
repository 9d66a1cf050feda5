package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits for a job's end by asking the store: soon at first, so that a short job is told at once, then after pauses that
 * grow with the time that has passed, so that a long one costs few reads. Safe for use by several threads.
 */
public final class JobWatch {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    /** A pause is this part of the time that has passed: a job's end is told late by a fifth of its time at most. */
    private static final int SHARE = 5;

    private final JobStore jobs;
    private final Clock clock;
    private final Sleeper sleeper;

    public JobWatch(JobStore jobs, Clock clock, Sleeper sleeper) {
        this.jobs = jobs;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * The job when it has ended, or as last seen when the time is over, the thread is asked to stop or the store does
     * not answer: what is known by then is an answer.
     */
    public Job await(Job job, Duration atMost) {
        Instant start = clock.instant();
        Instant end = start.plus(atMost);
        Job seen = job;
        try {
            for (Instant now = start; !seen.hasEnded() && now.isBefore(end); now = clock.instant()) {
                sleeper.sleep(pause(Duration.between(start, now), Duration.between(now, end)));
                seen = jobs.find(job.id()).orElse(seen);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            return seen;
        }
        return seen;
    }

    private static Duration pause(Duration passed, Duration left) {
        Duration pause = passed.dividedBy(SHARE);
        if (pause.compareTo(FIRST_PAUSE) < 0) {
            pause = FIRST_PAUSE;
        } else if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        return pause.compareTo(left) > 0 ? left : pause;
    }
}
