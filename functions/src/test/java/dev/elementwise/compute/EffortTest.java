package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EffortTest {

    private static final int MOST_CALLS = 30;

    private Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void jobIsToldWhatItsElementsTook() {
        JobSpec job = Jobs.of("test", Jobs.list(100, 128, engine.clock));
        engine.submit(job, numbers(100));

        Clock ticking = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), engine.clock.instant()));
        engine.drain(engine.worker(Limits.of(Duration.ofSeconds(60)), ticking));

        Effort effort = engine.job(job).tally().effort();
        assertThat(effort.cpuNanos()).isPositive();
        assertThat(effort.laneNanos()).isPositive();
        assertThat(effort.invocations()).isEqualTo(1);
        assertThat(effort.messages()).isEqualTo(1);
        assertThat(effort.writes()).isEqualTo(1);
        assertThat(effort.writeUnits()).isPositive();
    }

    @Test
    void jobsOfOneBatchShareTheLanesTime() {
        JobSpec one = Jobs.of("test", Jobs.list(3, 64, engine.clock));
        JobSpec other = Jobs.of("test", Jobs.list(5, 64, engine.clock));
        engine.submit(one, numbers(3));
        engine.submit(other, numbers(5));

        engine.step(engine.worker());

        for (JobSpec job : List.of(one, other)) {
            assertThat(engine.job(job).tally().effort().invocations()).isEqualTo(1);
            assertThat(engine.job(job).tally().effort().messages()).isEqualTo(1);
        }
    }

    @Test
    void secondWorkerOnTheSameSpanAddsNothing() {
        JobSpec job = Jobs.of("test", Jobs.list(100, 10, engine.clock));
        engine.submit(job, numbers(100));
        List<Delivery> batch = engine.jobsQueue.receive(10);
        engine.worker().work(batch, engine.deadline());
        Effort effort = engine.job(job).tally().effort();

        engine.worker().work(batch, engine.deadline());

        assertThat(engine.job(job).tally().effort()).isEqualTo(effort);
        assertThat(effort.writes()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 3})
    void whereverAWorkerDiesTheJobHasTheEffortOfItsBlocks(int blockSize) {
        for (int call = 1; call <= MOST_CALLS; call++) {
            engine.close();
            engine = new Engine();
            JobSpec job = Jobs.of("test", Jobs.list(100, blockSize, engine.clock));
            engine.submit(job, numbers(100));
            engine.crash(call / 2 + 1, call % 2 == 1);
            try {
                engine.step(engine.worker());
            } catch (Engine.Crash e) {
                engine.calls.set(Integer.MIN_VALUE);
            }
            engine.crash(Integer.MAX_VALUE / 4, false);
            engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
            engine.drain(engine.worker());

            assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
            Effort sum = Effort.NONE;
            for (int number = 0; number < job.blocks(); number++) {
                Block block = engine.block(job, number);
                sum = sum.plus(block.effort());
            }
            assertThat(engine.job(job).tally().effort()).as("after a crash at call " + call).isEqualTo(sum);
        }
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }
}
