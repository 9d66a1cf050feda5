package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.submit.Addition;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that limits at how many places it is worked on. */
final class MaxConcurrencyTest {

    private static final long SLOW = 5_000_000;

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "3, 100", "12, 100", "1, 5000", "3, 5000", "12, 20000"})
    void jobIsWorkedOnAtNoMorePlacesThanItAllows(int most, int millis) {
        JobSpec job = Jobs.limited(most, list(600));
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(millis));
        Fleet fleet = new Fleet(engine, 30, 2);

        engine.submit(job, numbers(600));
        fleet.run();

        assertThat(fleet.mostAtOnce()).isBetween(Math.min(most, 10L), (long) most);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(600);
        assertThat(engine.task.computed).hasValue(600);
    }

    @Test
    void spanWithOnePlaceGoesOnAsOneAfterItsSlice() {
        JobSpec job = Jobs.limited(1, list(100));
        engine.task.first = element -> VirtualLanes.spend(Duration.ofSeconds(5));
        engine.submit(job, numbers(100));

        engine.step(engine.virtualWorker(2));

        assertThat(engine.forksQueue.size()).isEqualTo(1);
        assertThat(engine.job(job).succeeded()).isEqualTo(2);
    }

    @Test
    void hugeRangeIsSplitIntoItsPlacesAndThenGoesOnStepByStep() {
        JobSpec job = Jobs.limited(3, Jobs.range(3_000_000, 65_536, engine.clock));
        Fleet fleet = new Fleet(engine, 30, 2);

        engine.submit(job);
        fleet.run();

        assertThat(fleet.mostMessages()).isEqualTo(3);
        assertThat(engine.job(job).succeeded()).isEqualTo(3_000_000);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.forksQueue.sent()).isLessThan(20);
    }

    @Test
    void duplicateOfASpanThatGoesOnStepByStepDoesNotGoOnToo() {
        JobSpec job = Jobs.limited(1, Jobs.range(1_000_000, 65_536, engine.clock));
        engine.submit(job);
        List<Delivery> batch = engine.jobsQueue.receive(10);
        Worker worker = engine.worker();
        worker.work(batch, engine.deadline());
        assertThat(engine.forksQueue.size()).isEqualTo(1);

        worker.work(batch.stream().map(delivery -> new Delivery(delivery.messageId(), delivery.receiptHandle(),
            delivery.body(), 2, delivery.sentAt(), delivery.queue())).toList(), engine.deadline());

        assertThat(engine.forksQueue.size()).isEqualTo(1);
        engine.drain(worker);
        assertThat(engine.job(job).succeeded()).isEqualTo(1_000_000);
    }

    /** It has no lane for as long as the others' elements take, and goes on elsewhere, at its one place. */
    @Test
    void hugeRangeBesideSlowElementsGoesOnAsOne() {
        JobSpec slow = list(2);
        JobSpec limited = Jobs.limited(1, Jobs.range(1_000_000, 65_536, engine.clock));
        engine.task.first = element -> VirtualLanes.spend(Duration.ofSeconds((long) element >= SLOW ? 50 : 0));
        engine.submit(slow, SLOW, SLOW + 1);
        engine.submit(limited);

        engine.step(engine.virtualWorker(2));

        assertThat(engine.job(slow).succeeded()).isEqualTo(2);
        assertThat(engine.forksQueue.size()).isEqualTo(1);
        engine.drain(engine.virtualWorker(2));
        assertThat(engine.job(limited).succeeded()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "3, 5000"})
    void openJobIsWorkedOnAtNoMorePlacesThanItAllows(int most, int millis) {
        OpenEngine open = new OpenEngine(engine);
        JobSpec job = open.submitLimited(most);
        engine.task.first = element -> VirtualLanes.spend(Duration.ofMillis(millis));
        long mostAtOnce = 0;
        for (int part = 0; part < 4; part++) {
            open.add(job, "key-" + part, 60L * part, 60L * part + 60);
            assertThat(open.tryToAdd(job, "too soon", List.of(0L))).isInstanceOf(Addition.PlacesTaken.class);
            Fleet fleet = new Fleet(engine, 30, 2);
            fleet.run();
            mostAtOnce = Math.max(mostAtOnce, fleet.mostAtOnce());
        }
        open.close(job);

        assertThat(mostAtOnce).isEqualTo(most);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(240);
    }

    private JobSpec list(long total) {
        return Jobs.of("test", Jobs.list(total, 64, engine.clock));
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }
}
