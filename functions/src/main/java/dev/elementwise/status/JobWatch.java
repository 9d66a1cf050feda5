package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.GrowingPause;
import dev.elementwise.time.GrowingPause.Outlook;
import dev.elementwise.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits for a job's end by asking the store: when its like have ended lately, and else after growing pauses. Where
 * looks take long, there are fewer of them. Safe for use by several threads.
 */
public final class JobWatch {

    private static final double LONGEST_LOOK_MILLIS = 50;
    private static final double NEWS = 0.2;

    private final JobStore jobs;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Latencies latencies;
    /** A running mean; of two changes at once one may be lost, for it is an estimate. */
    private volatile double lookMillis = GrowingPause.QUICKEST_LOOK.toNanos() / 1e6;

    public JobWatch(JobStore jobs, Clock clock, Sleeper sleeper) {
        this.jobs = jobs;
        this.clock = clock;
        this.sleeper = sleeper;
        this.latencies = new Latencies(clock);
    }

    /**
     * How long from now a job that has just been taken in is expected to have ended, and its end to be written; zero if
     * that is past, more than about a second, or not known.
     */
    public Duration untilExpectedEnd(JobSpec job) {
        Instant now = clock.instant();
        return latencies.find(job, look())
            .map(expected -> Duration.between(now, job.createdAt().plus(expected.latency()).plus(look().dividedBy(2))))
            .filter(left -> !left.isNegative()).orElse(Duration.ZERO);
    }

    /**
     * The job when it has ended, or as last seen when the time is over or the store does not answer: what is known by
     * then is an answer, and the job goes on.
     */
    public Job await(Job job, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        GrowingPause pause = pause(job.spec());
        Job seen = job;
        for (Instant now = clock.instant(); !seen.hasEnded() && now.isBefore(end); now = clock.instant()) {
            pause.sleep(Duration.between(now, end));
            try {
                seen = look(seen);
            } catch (StoreUnavailableException e) {
                return seen;
            }
        }
        latencies.note(seen);
        return seen;
    }

    private GrowingPause pause(JobSpec job) {
        Optional<Duration> spread = latencies.find(job, look()).map(Latencies.Expected::spread);
        if (spread.isEmpty()) {
            return new GrowingPause(sleeper, look());
        }
        Duration left = untilExpectedEnd(job);
        return new GrowingPause(sleeper, new Outlook(left.isZero() ? spread.get() : left, spread.get()), look());
    }

    private Job look(Job job) {
        Instant before = clock.instant();
        Job seen = jobs.find(job.id()).orElse(job);
        double took = Math.min(Duration.between(before, clock.instant()).toNanos() / 1e6, LONGEST_LOOK_MILLIS);
        lookMillis += NEWS * (took - lookMillis);
        return seen;
    }

    /** What a look takes. */
    private Duration look() {
        Duration mean = Duration.ofNanos((long) (lookMillis * 1e6));
        return mean.compareTo(GrowingPause.QUICKEST_LOOK) < 0 ? GrowingPause.QUICKEST_LOOK : mean;
    }
}
