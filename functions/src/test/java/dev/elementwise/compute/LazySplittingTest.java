package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How work spreads over workers, in virtual time: how soon, and with how many messages. */
final class LazySplittingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1).minusSeconds(1);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 2, 115", "2, 100, 2, 70", "4, 100, 2, 45", "2, 1000, 5, 700", "1, 3000, 10, 3600"})
    void everyMinuteLongElementIsStartedWithinSeconds(int lanes, int elements, int seconds, int messages) {
        JobSpec job = list(elements);
        Instant last = lastStart(job, Optional.empty(), new Fleet(engine, elements, lanes));

        assertThat(Duration.between(job.createdAt(), last)).isLessThanOrEqualTo(Duration.ofSeconds(seconds));
        assertThat(messages()).isLessThanOrEqualTo(messages);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.task.computed).hasValue(elements);
    }

    @Test
    void elementsThatAreKnownToBeSlowAreSharedWithoutWaitingForASlice() {
        JobSpec job = list(20);
        Instant last = lastStart(job, Optional.of(MINUTE), new Fleet(engine, 20, 2));

        assertThat(last).isEqualTo(job.createdAt());
        assertThat(messages()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 59_000_000_000L})
    void manyQuickElementsAreAHandfulOfMessagesWhateverIsRememberedOfThem(long remembered) {
        Optional<Duration> cost = remembered == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(remembered));
        JobSpec job = list(100_000);
        engine.task.first = element -> {
            if ((Long) element % 1_000 == 0) {
                VirtualLanes.spend(MICROSECOND.multipliedBy(1_000));
            }
        };

        submit(job, cost);
        new Fleet(engine, 20, 2).run();

        assertThat(messages()).isLessThanOrEqualTo(12);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** Ten workers see that the cost is what it was, and others need not wait for the end of a slice. */
    @Test
    void costThatElementsBearOutIsTrustedAfterAGlance() {
        JobSpec job = list(4_000);
        List<Instant> starts = new ArrayList<>();
        engine.task.first = element -> {
            starts.add(engine.clock.instant());
            VirtualLanes.spend(Duration.ofSeconds(1));
        };
        submit(job, Optional.of(Duration.ofSeconds(1)));
        new Fleet(engine, 200, 2).run();

        assertThat(starts.stream().sorted().toList().get(399)).as("each of 400 lanes has one")
            .isBefore(job.createdAt().plusMillis(500));
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** Others would have them done at once, this worker needs three seconds; the long one is over, or still runs. */
    @ParameterizedTest
    @CsvSource({"400, 100, true", "2900, 50, true", "100, 100, false"})
    void unevenElementsAreHandedOnSoonWhereLittleIsLeft(long most, long usual, boolean handedOn) {
        JobSpec job = list(400);
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(
            (Long) element < 340 ? 0 : (Long) element == 340 ? most : usual));
        Worker worker = engine.virtualWorker(Limits.of(MINUTE).withWorkers(10), 2);
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        engine.sendFork(job, 0, 340, Optional.empty());
        engine.step(worker);
        engine.sendFork(job, 340, 400, Optional.of(Duration.ofMillis(usual)));

        engine.step(worker);

        assertThat(engine.forksQueue.sent() > 2).isEqualTo(handedOn);
        assertThat(engine.task.computed.get() < 380).isEqualTo(handedOn);
    }

    /**
     * Elements of a second, of which one is on its way when the slice is over: its outcome is written with the others' if
     * it comes soon, and if little is left of the job theirs don't wait.
     */
    @ParameterizedTest
    @CsvSource({"4000, 10, 5500, 1", "4000, 10, 10000, 2", "24, 4, 3500, 2"})
    void whatIsInFlightForLittleLongerIsCommittedWithTheRest(int elements, long slow, long millis, int commits) {
        JobSpec job = Jobs.of("test", Jobs.list(elements, 100, engine.clock));
        engine.task.first =
            element -> VirtualLanes.spend(Duration.ofMillis((Long) element == slow ? millis : 1_000));
        Worker worker = engine.virtualWorker(Limits.of(MINUTE).withWorkers(2), 2);
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        engine.sendFork(job, 0, 24, Optional.of(Duration.ofSeconds(1)));

        engine.step(worker);

        assertThat(engine.block(job, 0).version()).isEqualTo(commits);
    }

    @Test
    void minuteLongElementsAreStartedWithinSecondsThoughTheyAreThoughtToBeQuick() {
        JobSpec job = list(100);
        Instant last = lastStart(job, Optional.of(Duration.ofMillis(10)), new Fleet(engine, 100, 2));

        assertThat(Duration.between(job.createdAt(), last)).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void elementsThatAreThoughtToBeSlowerThanTheyAreDoNotGrowIntoATree() {
        JobSpec job = list(20_000);
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(100));

        submit(job, Optional.of(Duration.ofSeconds(2)));
        new Fleet(engine, 20, 2).run();

        assertThat(messages()).as("2,000 s on two lanes are 333 slices").isLessThan(400);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void workOfMediumElementsComesInPortionsOfAboutASlice() {
        JobSpec job = list(20_000);
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(10));
        Fleet fleet = new Fleet(engine, 50, 2);

        submit(job, Optional.empty());
        fleet.run();

        assertThat(Duration.between(job.createdAt(), fleet.end())).isLessThan(Duration.ofSeconds(12));
        assertThat(messages()).as("100 s on two lanes are 33 slices").isLessThan(100);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** Four slices at a time at first, and one at the end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workersTakeLargeSharesOfALargeJobAndEndTogether(boolean known) {
        Duration cost = Duration.ofMillis(100);
        JobSpec job = Jobs.of("test", Jobs.list(20_000, 60, engine.clock));
        engine.task.first = element -> VirtualLanes.spend(cost);
        Fleet fleet = new Fleet(engine, 20, 2);

        submit(job, known ? Optional.of(cost) : Optional.empty());
        fleet.run();

        assertThat(Duration.between(job.createdAt(), fleet.end())).as("2,000 s on 40 lanes are 50 s")
            .isLessThan(Duration.ofSeconds(55));
        assertThat(messages()).as("of 333 slices").isLessThan(200);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** No round is one of some lanes only, and a slice in which none has ended is no reason to hand on. */
    @ParameterizedTest
    @CsvSource({"3600, 3", "1600, 11"})
    void elementsOfAboutASliceKeepAllLanesBusy(long millis, int block) {
        Duration cost = Duration.ofMillis(millis);
        JobSpec job = Jobs.of("test", Jobs.list(4_800, block, engine.clock));
        engine.task.first = element -> VirtualLanes.spend(cost);
        Fleet fleet = new Fleet(engine, 20, 6);

        submit(job, Optional.of(cost));
        fleet.run();

        assertThat(Duration.between(job.createdAt(), fleet.end())).as("40 rounds")
            .isLessThan(cost.multipliedBy(43));
        assertThat(messages()).as("of 800 rounds").isLessThan(500);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void spanThatPromisesToEndWithinItsSliceIsNotHandedOn() {
        JobSpec job = list(500);
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(10));
        engine.store.create(job, "{}");
        engine.forksQueue.send(Arrays.asList(new Span(job, "{}", IndexRuns.of(0, 500),
            Optional.of(Arrays.asList(numbers(500))), Span.Origin.FORK)));

        new Fleet(engine, 5, 2).run();

        assertThat(engine.forksQueue.sent()).isEqualTo(1);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** Computes a job of minute-long elements; when the last of them was started. */
    private Instant lastStart(JobSpec job, Optional<Duration> remembered, Fleet fleet) {
        AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
        engine.task.first = element -> {
            last.accumulateAndGet(engine.clock.instant(), (one, other) -> one.isAfter(other) ? one : other);
            VirtualLanes.spend(MINUTE);
        };
        submit(job, remembered);
        fleet.run();
        return last.get();
    }

    private void submit(JobSpec job, Optional<Duration> cost) {
        engine.store.create(job, "{}");
        engine.jobsQueue.send(Arrays.asList(new Span(job, "{}", IndexRuns.of(0, job.total()),
            Optional.of(Arrays.asList(numbers((int) job.total()))), Span.Origin.SUBMIT).withCost(cost)));
        engine.store.publish(job.id());
    }

    private int messages() {
        return engine.jobsQueue.sent() + engine.forksQueue.sent();
    }

    private JobSpec list(long total) {
        return Jobs.of("test", Jobs.list(total, 1_000, engine.clock));
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }
}
