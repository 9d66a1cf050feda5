package dev.elementwise.acceptance.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalEmulator;
import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.job.Range;
import dev.elementwise.job.Status;
import dev.elementwise.store.DynamoDbJobStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.time.GrowingPause;
import dev.elementwise.time.Sleeper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The schedule of the template, the function behind it, and what it may do; once a minute is as often as it can be. */
@Execution(ExecutionMode.CONCURRENT)
final class ScheduledSweepTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void jobWhoseMessageIsLostIsCompletedAndOneWhoseTimeIsOverIsEnded() throws IOException, InterruptedException {
        try (LocalEmulator emulator = LocalEmulator.start(Map.of("SweepSchedule", "rate(1 minute)"))) {
            JobStore jobs = new DynamoDbJobStore(LocalParts.table(emulator.tables()), Clock.systemUTC());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            JobSpec lost = unsent(jobs, now.minus(Duration.ofMinutes(31)), now.plus(Duration.ofDays(1)));
            JobSpec late = unsent(jobs, now.minus(Duration.ofDays(1)), now.minusSeconds(1));

            assertThat(ended(jobs, late.id()).status()).isEqualTo(Status.FAILED);
            Job completed = ended(jobs, lost.id());
            assertThat(completed.status()).isEqualTo(Status.COMPLETED);
            assertThat(completed.succeeded()).isEqualTo(1_000);
        }
    }

    /** A job of which the queues know nothing. */
    private JobSpec unsent(JobStore jobs, Instant createdAt, Instant giveUpAt) {
        Lifetime lifetime = new Lifetime(createdAt, giveUpAt,
            createdAt.plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS));
        JobSpec job = new JobSpec(JobId.create(createdAt, random), "nobody", "identity", JobOptions.NONE, 1_000,
            Optional.of(new Range(0, 1_000, 1)), Input.WHOLE, 64, OptionalLong.empty(), lifetime,
            Optional.empty());
        jobs.create(job, "{}");
        jobs.publish(job.id());
        return job;
    }

    private static Job ended(JobStore jobs, JobId id) {
        Instant end = Instant.now().plusSeconds(150);
        GrowingPause pause = new GrowingPause(Sleeper.THREAD);
        Job job = jobs.find(id).orElseThrow();
        while (!job.hasEnded() && Instant.now().isBefore(end)) {
            pause.sleep(Duration.ofSeconds(1));
            job = jobs.find(id).orElseThrow();
        }
        return job;
    }
}
