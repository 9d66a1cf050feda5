package dev.elementwise.job;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
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
        return new JobSpec(job.id(), job.caller(), job.task(), job.label(), job.total(), job.range(),
            job.input(), job.blockSize(), OptionalLong.of(failures), job.maxConcurrency(), job.reduce(),
            job.createdAt(), job.giveUpAt(), job.expiresAt());
    }

    /** The same job with a limit to its spans at a time. */
    public static JobSpec limited(int maxConcurrency, JobSpec job) {
        return new JobSpec(job.id(), job.caller(), job.task(), job.label(), job.total(), job.range(),
            job.input(), job.blockSize(), job.toleratedFailures(), OptionalInt.of(maxConcurrency), job.reduce(),
            job.createdAt(), job.giveUpAt(), job.expiresAt());
    }

    /** The same job of another task. */
    public static JobSpec of(String task, JobSpec job) {
        return new JobSpec(job.id(), job.caller(), task, job.label(), job.total(), job.range(),
            job.input(), job.blockSize(), job.toleratedFailures(), job.maxConcurrency(), job.reduce(),
            job.createdAt(), job.giveUpAt(), job.expiresAt());
    }

    /** The same job, its values made one by {@code reduce}. */
    public static JobSpec reducing(String reduce, JobSpec job) {
        return new JobSpec(job.id(), job.caller(), job.task(), job.label(), job.total(), job.range(),
            job.input(), job.blockSize(), job.toleratedFailures(), job.maxConcurrency(), Optional.of(reduce),
            job.createdAt(), job.giveUpAt(), job.expiresAt());
    }

    private static JobSpec job(long total, Optional<Range> range, int blockSize, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new JobSpec(JobId.create(now, RANDOM), CALLER, "identity", Optional.empty(), total, range,
            Input.WHOLE, blockSize, OptionalLong.empty(), OptionalInt.empty(), Optional.empty(),
            now, now.plus(Duration.ofDays(3)),
            now.plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS));
    }
}
