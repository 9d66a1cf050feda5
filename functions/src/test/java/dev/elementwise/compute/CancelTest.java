package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How soon a job's ending is felt, and what its messages cost from then on. */
final class CancelTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 400, 1_200, 2_900, 5_050, 7_777})
    void noElementIsStartedTwoSecondsAfterACancel(int millis) {
        JobSpec job = list(2_000);
        List<Instant> starts = starts(Duration.ofMillis(100));
        Instant cancelled = engine.clock.instant().plusMillis(millis);
        Fleet fleet = new Fleet(engine, 8, 2);
        fleet.at(Duration.ofMillis(millis), () -> engine.store.end(job.id(), Ending.cancelled(engine.clock.instant())));

        engine.submit(job, numbers(2_000));
        fleet.run();

        assertThat(engine.job(job).status()).isEqualTo(Status.CANCELLED);
        assertThat(starts).hasSizeLessThan(2_000).noneMatch(start -> start.isAfter(cancelled.plus(SOON)));
    }

    @Test
    void lookThatFailsIsMadeAgainInTime() {
        JobSpec job = list(2_000);
        List<Instant> starts = starts(Duration.ofMillis(100));
        Instant cancelled = engine.clock.instant().plusMillis(100);
        Fleet fleet = new Fleet(engine, 8, 2);
        fleet.at(Duration.ofMillis(100), () -> engine.store.end(job.id(), Ending.cancelled(engine.clock.instant())));
        fleet.at(Duration.ofMillis(900), () -> {
            throw new StoreUnavailableException("as asked", null);
        });

        engine.submit(job, numbers(2_000));
        fleet.run();

        assertThat(starts).noneMatch(start -> start.isAfter(cancelled.plus(SOON)));
    }

    @Test
    void jobThatLooksMissGoesOn() {
        JobSpec job = list(200);
        List<Instant> starts = starts(Duration.ofMillis(100));
        engine.glancesMiss = true;

        engine.submit(job, numbers(200));
        new Fleet(engine, 1, 2).run();

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(starts).as("no element twice").hasSize(200);
    }

    @Test
    void jobThatIsGivenUpForItsFailuresStartsNoElementTwoSecondsLater() {
        JobSpec job = Jobs.tolerating(0, list(2_000));
        List<Instant> starts = starts(Duration.ofMillis(100));
        Object[] elements = numbers(2_000);
        elements[3] = "throw";

        engine.submit(job, elements);
        new Fleet(engine, 8, 2).run();

        Instant ended = engine.job(job).ending().orElseThrow().at();
        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
        assertThat(starts).hasSizeLessThan(2_000).noneMatch(start -> start.isAfter(ended.plus(SOON)));
    }

    @Test
    void spansOfACancelledJobCostOneReadABatchAndNoWork() {
        JobSpec job = list(100);
        JobSpec other = list(100);
        sendForks(job);
        sendForks(other);
        engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        engine.store.end(other.id(), Ending.cancelled(engine.clock.instant()));

        assertThat(callsOfABatch(20)).isEqualTo(2);
        assertThat(engine.forksQueue.size()).isZero();
        assertThat(engine.task.computed).hasValue(0);
    }

    @Test
    void spansOfAnOverdueJobCostOneReadABatchOnceItHasEnded() {
        sendForks(list(100));
        engine.clock.forward(Duration.ofDays(4));

        assertThat(callsOfABatch(5)).as("the first read, and the end").isEqualTo(2);
        assertThat(callsOfABatch(5)).isEqualTo(1);
        assertThat(engine.forksQueue.size()).isZero();
    }

    @Test
    void hugeRangeIsNotSplitFurtherOnceItIsCancelled() {
        JobSpec job = Jobs.range(1_000_000_000, 65_536, engine.clock);
        engine.submit(job);
        Worker worker = engine.worker();
        engine.step(worker);
        engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        int pieces = engine.forksQueue.size();
        engine.calls.set(0);

        engine.drain(worker);

        assertThat(engine.calls).as("one read for each piece").hasValue(pieces);
    }

    private void sendForks(JobSpec job) {
        engine.store.create(job, "{}");
        Span span = new Span(job, "{}", IndexRuns.of(0, 100), Optional.of(List.of(numbers(100))), Span.Origin.SUBMIT);
        engine.forksQueue.send(span.split(10, Span.Origin.FORK));
    }

    private int callsOfABatch(int size) {
        List<Delivery> batch = engine.forksQueue.receive(size);
        engine.calls.set(0);
        engine.settle(engine.worker(), batch);
        return engine.calls.get();
    }

    /** When elements are started, each of which takes {@code time}. */
    private List<Instant> starts(Duration time) {
        List<Instant> starts = new ArrayList<>();
        engine.task.first = element -> {
            starts.add(engine.clock.instant());
            VirtualLanes.spend(time);
        };
        return starts;
    }

    private JobSpec list(long total) {
        return Jobs.of("test", Jobs.list(total, 64, engine.clock));
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }
}
