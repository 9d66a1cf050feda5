package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What workers say of their tasks' elements. */
final class CostReportTest {

    private final Engine engine = new Engine();
    private final Worker worker = engine.virtualWorker(2);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void firstJobOfATaskTellsWhatItsElementsCost() {
        assertThat(compute(10, 40, Optional.empty())).hasValue(Duration.ofMillis(40));
    }

    @Test
    void costThatIsAboutAsKnownIsNotSaid() {
        engine.store.putCost("test", Duration.ofMillis(30));

        assertThat(compute(10, 40, Optional.of(Duration.ofMillis(30)))).hasValue(Duration.ofMillis(30));
    }

    @Test
    void costThatHasChangedComesNearerJobByJob() {
        Optional<Duration> known = Optional.of(Duration.ofMillis(1));
        for (int job = 0; job < 6; job++) {
            engine.clock.forward(Duration.ofMinutes(2));
            known = compute(10, 100, known);
        }

        assertThat(known.orElseThrow()).isBetween(Duration.ofMillis(50), Duration.ofMillis(200));
    }

    /** It is what this very job's elements have cost elsewhere, and the task's item may say something else. */
    @Test
    void whatAForkHasBeenToldIsNotTakenForWhatIsKnownOfTheTask() {
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(40));
        JobSpec job = Jobs.of("test", Jobs.list(10, 64, engine.clock));
        engine.store.create(job, "{}");
        engine.store.putCost("test", Duration.ofSeconds(7));

        engine.forksQueue.send(span(job).withCost(Optional.of(Duration.ofMillis(40))).split(1, Span.Origin.FORK));
        engine.step(worker);

        assertThat(engine.store.findCost("test")).hasValue(Duration.ofMillis(40));
    }

    @Test
    void manyJobsWithinASecondTellOnce() {
        compute(1, 10, Optional.empty());
        engine.calls.set(0);

        for (int job = 0; job < 20; job++) {
            compute(1, 10 + job, Optional.empty());
        }

        assertThat(engine.calls).as("one commit each").hasValue(20);
    }

    @Test
    void oneOfManyWorkersOnAJobTells() {
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(10));
        JobSpec job = Jobs.of("test", Jobs.list(1_000, 10, engine.clock));
        engine.store.create(job, "{}");
        engine.forksQueue.send(span(job).split(10, Span.Origin.FORK));
        int told = 0;
        for (int i = 0; i < 10; i++) {
            engine.store.putCost("test", Duration.ofNanos(1));
            engine.settle(engine.virtualWorker(2), engine.forksQueue.receive(1));
            told += engine.store.findCost("test").equals(Optional.of(Duration.ofNanos(1))) ? 0 : 1;
        }

        assertThat(told).isEqualTo(1);
    }

    private Optional<Duration> compute(int elements, int millis, Optional<Duration> known) {
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(millis));
        JobSpec job = Jobs.of("test", Jobs.list(elements, 64, engine.clock));
        engine.store.create(job, "{}");
        engine.jobsQueue.send(Arrays.asList(span(job).withCost(known)));
        engine.step(worker);
        return engine.store.findCost("test");
    }

    private static Span span(JobSpec job) {
        return new Span(job, "{}", IndexRuns.of(0, job.total()),
            Optional.of(Arrays.asList(LongStream.range(0, job.total()).boxed().toArray())), Span.Origin.SUBMIT);
    }
}
