package dev.elementwise.job;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** Jobs for tests. */
public final class Jobs {

    public static final String CALLER = "caller";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Jobs() {
    }

    /** A job of an explicit list. */
    public static JobSpec list(long total, int blockSize, Clock clock) {
        return job(total, Optional.empty(), blockSize, clock);
    }

    /** A job of the integers from 0 on. */
    public static JobSpec range(long total, int blockSize, Clock clock) {
        return job(total, Optional.of(new Range(0, total, 1)), blockSize, clock);
    }

    /** A job of no elements so far. */
    public static JobSpec open(int blockSize, Clock clock) {
        return list(0, blockSize, clock).with(Input.OPEN, 0);
    }

    /** The same job, given up after so many failures. */
    public static JobSpec tolerating(long failures, JobSpec job) {
        return job.with(job.options().withToleratedFailures(failures));
    }

    /** The same job with a limit to its spans at a time. */
    public static JobSpec limited(int maxConcurrency, JobSpec job) {
        return job.with(job.options().withMaxConcurrency(maxConcurrency));
    }

    /** The same job, its values made one by {@code reduce}. */
    public static JobSpec reducing(String reduce, JobSpec job) {
        return job.with(job.options().withReduce(reduce));
    }

    /** The same job, its values counted and reduced, and not kept. */
    public static JobSpec discarding(JobSpec job) {
        return job.with(job.options().withDiscard());
    }

    /** The same job, given up when its results have more bytes. */
    public static JobSpec bounded(long maxResultBytes, JobSpec job) {
        return new JobSpec(job.id(), job.caller(), job.task(), job.options(), job.total(), job.range(), job.input(),
            job.blockSize(), OptionalLong.of(maxResultBytes), job.lifetime(), job.retryOf());
    }

    /** The same job of another task. */
    public static JobSpec of(String task, JobSpec job) {
        return new JobSpec(job.id(), job.caller(), task, job.options(), job.total(), job.range(), job.input(),
            job.blockSize(), job.maxResultBytes(), job.lifetime(), job.retryOf());
    }

    private static JobSpec job(long total, Optional<Range> range, int blockSize, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Lifetime lifetime = new Lifetime(now, now.plus(Duration.ofDays(3)),
            now.plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS));
        return new JobSpec(JobId.create(now, RANDOM), CALLER, "identity", JobOptions.NONE, total, range, Input.WHOLE,
            blockSize, OptionalLong.empty(), lifetime, Optional.empty());
    }
}
