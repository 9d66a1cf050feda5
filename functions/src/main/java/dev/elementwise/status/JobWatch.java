package dev.elementwise.status;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.GrowingPause;
import dev.elementwise.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Waits for a job's end by asking the store: when it is likely, if its like have ended lately, and else after growing
 * pauses. The more wait, the fewer looks each has. Safe for use by several threads.
 */
public final class JobWatch {

    /** What a look delays a job by that all of two local cores work on: 5 ms of CPU time, by code compiled once. */
    private static final Duration LOOK_FOR_EACH = Duration.ofNanos(2_500_000);
    /** An end is dated before it is written. */
    private static final Duration WRITING = Duration.ofMillis(5);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final JobStore jobs;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Latencies latencies;
    private final AtomicInteger waiting = new AtomicInteger();

    public JobWatch(JobStore jobs, Clock clock, Sleeper sleeper) {
        this.jobs = jobs;
        this.clock = clock;
        this.sleeper = sleeper;
        this.latencies = new Latencies(clock);
    }

    /**
     * How long from now the first look at a job pays that has just been taken in; zero if it is expected to take more than
     * a second, or if nothing is known.
     */
    public Duration untilFirstLook(JobSpec job) {
        return latencies.forecast(job).filter(forecast -> forecast.median().compareTo(SHORT) <= 0)
            .map(forecast -> untilLook(job, forecast, waiting.get() + 1)).orElse(Duration.ZERO);
    }

    /**
     * The job when it has ended, or as last seen when the time is over or the store does not answer: what is known by
     * then is an answer, and the job goes on.
     */
    public Job await(Job job, Duration atMost) {
        waiting.incrementAndGet();
        try {
            return lookUntilEnded(job, atMost);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private Job lookUntilEnded(Job job, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        Consumer<Duration> pause = pause(job.spec());
        Job seen = job;
        for (Instant now = clock.instant(); !seen.hasEnded() && now.isBefore(end); now = clock.instant()) {
            pause.accept(Duration.between(now, end));
            try {
                seen = jobs.find(job.id()).orElse(seen);
            } catch (StoreUnavailableException e) {
                return seen;
            }
        }
        latencies.note(seen);
        return seen;
    }

    /** What sleeps until the next look, but no longer than it is told. */
    private Consumer<Duration> pause(JobSpec job) {
        return latencies.forecast(job).<Consumer<Duration>>map(forecast -> atMost -> {
            Duration pause = untilLook(job, forecast, waiting.get());
            sleeper.sleep(pause.compareTo(atMost) < 0 ? pause : atMost);
        }).orElseGet(() -> new GrowingPause(sleeper, () -> lookCost(waiting.get()))::sleep);
    }

    private Duration untilLook(JobSpec job, EndForecast forecast, int waiting) {
        Duration elapsed = Duration.between(job.createdAt(), clock.instant()).minus(WRITING);
        return forecast.untilLook(elapsed, lookCost(waiting));
    }

    /** A look is CPU time that each of those who wait for a job has to wait for as well. */
    private static Duration lookCost(int waiting) {
        return LOOK_FOR_EACH.multipliedBy(waiting);
    }
}
