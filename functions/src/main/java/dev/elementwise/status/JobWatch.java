package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
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
import org.jspecify.annotations.Nullable;

/**
 * Waits for a job's end by asking the store: when its like have ended lately, and else after growing pauses. Where
 * looks take long, there are fewer of them. Safe for use by several threads.
 */
public final class JobWatch {

    private static final double LONGEST_LOOK_MILLIS = 50;
    private static final double NEWS = 0.2;
    /** Within which an end is worth keeping a job unpublished for. */
    private static final Duration SOON = Duration.ofSeconds(1);

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
        return latencies.find(job)
            .map(expected -> Duration.between(now, job.createdAt().plus(expected.latency()).plus(look().dividedBy(2))))
            .filter(left -> !left.isNegative()).orElse(Duration.ZERO);
    }

    /**
     * A job that has just been taken in, as it is after its end; empty if that is not expected within about a second,
     * does not come within {@code atMost}, or the store does not answer.
     */
    public Optional<Job> awaitExpectedEnd(JobSpec job, Duration atMost) {
        return untilExpectedEnd(job).isZero() ? Optional.empty()
            : watch(job, atMost.compareTo(SOON) < 0 ? atMost : SOON).filter(Job::hasEnded);
    }

    /**
     * The job when it has ended, or as last seen when the time is over or the store does not answer: what is known by
     * then is an answer, and the job goes on.
     */
    public Job await(Job job, Duration atMost) {
        return job.hasEnded() ? job : watch(job.spec(), atMost).orElse(job);
    }

    /** The job as last seen; empty if it was not seen at all. */
    private Optional<Job> watch(JobSpec job, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        GrowingPause pause = pause(job);
        @Nullable Job seen = null;
        for (Instant now = clock.instant(); (seen == null || !seen.hasEnded()) && now.isBefore(end);
             now = clock.instant()) {
            pause.sleep(Duration.between(now, end));
            try {
                seen = look(job.id()).orElse(seen);
            } catch (StoreUnavailableException e) {
                return Optional.ofNullable(seen);
            }
        }
        Optional<Job> last = Optional.ofNullable(seen);
        last.ifPresent(latencies::note);
        return last;
    }

    private GrowingPause pause(JobSpec job) {
        Optional<Duration> spread = latencies.find(job).map(Latencies.Expected::spread);
        if (spread.isEmpty()) {
            return new GrowingPause(sleeper, look());
        }
        Duration left = untilExpectedEnd(job);
        return new GrowingPause(sleeper, new Outlook(left.isZero() ? spread.get() : left, spread.get()), look());
    }

    private Optional<Job> look(JobId id) {
        Instant before = clock.instant();
        Optional<Job> seen = jobs.find(id);
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
