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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for a job's end by asking the store: when its like have ended lately, and else after growing pauses. Where
 * looks take long and several wait, there are fewer of them. Safe for use by several threads.
 */
public final class JobWatch {

    private static final double LONGEST_LOOK_MILLIS = 50;
    private static final double NEWS = 0.2;
    /** What a look delays a job by that all of two local cores work on: 5 ms of CPU time, by code compiled once. */
    private static final double LOOK_FOR_EACH_MILLIS = 2.5;
    /** A job that is expected to take longer is looked at before its end is due, too: it may be of another sort. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /** Before the end of such a job is due, looks count so many times, so that pauses are up to four times as long. */
    private static final int BEFORE_DUE = 16;

    private final JobStore jobs;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Latencies latencies;
    /** A running mean; of two changes at once one may be lost, for it is an estimate. */
    private volatile double lookMillis = GrowingPause.QUICKEST_LOOK.toNanos() / 1e6;
    private final AtomicInteger waiting = new AtomicInteger();

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
        return latencies.find(job, look()).filter(JobWatch::isShort)
            .map(expected -> untilDue(job, expected)).orElse(Duration.ZERO);
    }

    private Duration untilDue(JobSpec job, Latencies.Expected expected) {
        Duration left = Duration.between(clock.instant(), due(job, expected));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static boolean isShort(Latencies.Expected expected) {
        return expected.latency().compareTo(LONGEST_REST) <= 0;
    }

    private Instant due(JobSpec job, Latencies.Expected expected) {
        return job.createdAt().plus(expected.latency()).plus(look().dividedBy(2));
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
        Optional<Latencies.Expected> expected = latencies.find(job.spec(), look());
        Instant due = expected.filter(known -> !isShort(known)).map(known -> due(job.spec(), known))
            .orElse(Instant.MIN);
        GrowingPause beforeDue = new GrowingPause(sleeper, () -> lookCost().multipliedBy(BEFORE_DUE));
        GrowingPause pause = pause(job.spec(), expected);
        Job seen = job;
        for (Instant now = clock.instant(); !seen.hasEnded() && now.isBefore(end); now = clock.instant()) {
            if (now.isBefore(due)) {
                beforeDue.sleep(Duration.between(now, due.isBefore(end) ? due : end));
            } else {
                pause.sleep(Duration.between(now, end));
            }
            try {
                seen = look(seen);
            } catch (StoreUnavailableException e) {
                return seen;
            }
        }
        latencies.note(seen);
        return seen;
    }

    /** Where nothing is known from the beginning, else from when the end is due. */
    private GrowingPause pause(JobSpec job, Optional<Latencies.Expected> expected) {
        if (expected.isEmpty()) {
            return new GrowingPause(sleeper, this::lookCost);
        }
        Duration spread = expected.get().spread();
        if (!isShort(expected.get())) {
            return new GrowingPause(sleeper, new Outlook(GrowingPause.QUICKEST_LOOK, spread), this::lookCost);
        }
        Duration left = untilDue(job, expected.get());
        return new GrowingPause(sleeper, new Outlook(left.isZero() ? spread : left, spread), this::look);
    }

    private Job look(Job job) {
        Instant before = clock.instant();
        Job seen = jobs.find(job.id()).orElse(job);
        double took = Math.min(Duration.between(before, clock.instant()).toNanos() / 1e6, LONGEST_LOOK_MILLIS);
        lookMillis += NEWS * (took - lookMillis);
        return seen;
    }

    /** What a look has taken of late by the clock, which is more where many want the cores. */
    private Duration look() {
        return atLeastTheQuickest(lookMillis);
    }

    /**
     * What a look delays the jobs by that are waited for here: no more than its CPU time for each of them. One that
     * waits for a core itself takes long, and delays nobody meanwhile.
     */
    private Duration lookCost() {
        return atLeastTheQuickest(Math.min(lookMillis, LOOK_FOR_EACH_MILLIS * waiting.get()));
    }

    private static Duration atLeastTheQuickest(double millis) {
        Duration look = Duration.ofNanos((long) (millis * 1e6));
        return look.compareTo(GrowingPause.QUICKEST_LOOK) < 0 ? GrowingPause.QUICKEST_LOOK : look;
    }
}
