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
    /** After that a job is looked at before its end is due, too: this one may be of another sort. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /** Until then as if looks took so many times as long, so that there is one where there would be four. */
    private static final int SPARSE = 16;

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
        Instant now = clock.instant();
        return latencies.find(job, look()).filter(JobWatch::isToRest)
            .map(expected -> Duration.between(now, due(job, expected))).filter(left -> !left.isNegative())
            .orElse(Duration.ZERO);
    }

    private static boolean isToRest(Latencies.Expected expected) {
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
        Pauses pauses = pauses(job.spec());
        Job seen = job;
        for (Instant now = clock.instant(); !seen.hasEnded() && now.isBefore(end); now = clock.instant()) {
            pauses.sleep(now, Duration.between(now, end));
            try {
                seen = look(seen);
            } catch (StoreUnavailableException e) {
                return seen;
            }
        }
        latencies.note(seen);
        return seen;
    }

    private Pauses pauses(JobSpec job) {
        Instant now = clock.instant();
        Optional<Latencies.Expected> known = latencies.find(job, look());
        if (known.isEmpty()) {
            return new Pauses(now, new GrowingPause(sleeper, look()));
        }
        Latencies.Expected expected = known.get();
        if (isToRest(expected)) {
            Duration left = untilExpectedEnd(job);
            Outlook outlook = new Outlook(left.isZero() ? expected.spread() : left, expected.spread());
            return new Pauses(now, new GrowingPause(sleeper, outlook, look()));
        }
        return new Pauses(new GrowingPause(sleeper, look().multipliedBy(SPARSE)), due(job, expected),
            new GrowingPause(sleeper, new Outlook(look(), expected.spread()), look()));
    }

    /** Before a job's end is due, and from then on. */
    private record Pauses(GrowingPause before, Instant due, GrowingPause after) {

        Pauses(Instant now, GrowingPause all) {
            this(all, now, all);
        }

        void sleep(Instant now, Duration atMost) {
            Duration left = Duration.between(now, due);
            if (left.isNegative() || left.isZero()) {
                after.sleep(atMost);
            } else {
                before.sleep(left.compareTo(atMost) < 0 ? left : atMost);
            }
        }
    }

    private Job look(Job job) {
        Instant before = clock.instant();
        Job seen = jobs.find(job.id()).orElse(job);
        double took = Math.min(Duration.between(before, clock.instant()).toNanos() / 1e6, LONGEST_LOOK_MILLIS);
        lookMillis += NEWS * (took - lookMillis);
        return seen;
    }

    /**
     * What a look delays the jobs by that are waited for: what it has taken of late, and no more than its CPU time for
     * each of them. One that waits for a core itself takes long, and delays nobody meanwhile.
     */
    private Duration look() {
        double most = LOOK_FOR_EACH_MILLIS * Math.max(1, waiting.get());
        Duration look = Duration.ofNanos((long) (Math.min(lookMillis, most) * 1e6));
        return look.compareTo(GrowingPause.QUICKEST_LOOK) < 0 ? GrowingPause.QUICKEST_LOOK : look;
    }
}
