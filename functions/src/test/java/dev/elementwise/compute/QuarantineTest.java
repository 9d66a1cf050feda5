package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Past;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Suspects in children, in virtual time. */
final class QuarantineTest {

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        assertThat(engine.isolation.alive()).as("children that outlive their batch").isZero();
        engine.close();
    }

    @Test
    void killerAmongAThousandIsToldApartInTheSecondDelivery() {
        JobSpec job = job(1_000);
        submitSuspects(job, numbersWith(1_000, 617, "crash"));

        engine.step(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(999);
        assertThat(engine.outcomes(job).get(617)).contains("WorkerCrashed", "\"attempts\":2");
        assertThat(engine.isolation.children()).isLessThanOrEqualTo(6);
        assertThat(engine.forksQueue.size() + engine.jobsQueue.size()).isZero();
    }

    @Test
    void everyKillerOfManyIsFoundAndNobodyElse() {
        JobSpec job = job(12);
        Object[] elements = numbersWith(12, 3, "crash");
        elements[4] = "memory";
        elements[11] = "crash";
        submitSuspects(job, elements);

        engine.step(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(9);
        assertThat(engine.outcomes(job)).filteredOn(outcome -> outcome.contains("WorkerCrashed")).hasSize(3);
        assertThat(engine.halts).hasValue(0);
    }

    @Test
    void elementThatHangsIsTimedOutAndThoseBesideItAreNot() {
        JobSpec job = job(10);
        submitSuspects(job, numbersWith(10, 4, "hang"));

        engine.drain(engine.worker());

        assertThat(engine.outcomes(job).get(4)).contains("ElementTimedOut");
        assertThat(engine.job(job).succeeded()).isEqualTo(9);
        assertThat(engine.halts).hasValue(0);
    }

    @Test
    void restOfASuspectGoesOnAtTheEndOfTheSliceWhileAnElementHangs() {
        JobSpec job = job(10);
        submitSuspects(job, "hang", "hang", 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);

        engine.step(engine.worker());

        assertThat(engine.job(job).failed()).isEqualTo(2);
        List<Delivery> forks = engine.forksQueue.receive(10);
        assertThat(forks).isNotEmpty().allMatch(fork -> decode(fork).origin() == Span.Origin.SUSPECT);
        assertThat(forks.get(0).sentAt()).isBefore(engine.clock.instant().minusSeconds(50));
        forks.forEach(fork -> engine.settle(engine.worker(), List.of(fork)));
        assertThat(engine.job(job).succeeded()).isEqualTo(8);
    }

    @Test
    void sliceBeginsWhenTheFirstChildIsThere() {
        JobSpec job = job(10);
        submitSuspects(job, numbersWith(10, 4, "crash"));
        engine.isolation.startIn(Duration.ofSeconds(4));

        engine.step(engine.worker());

        assertThat(engine.job(job).succeeded()).isPositive();
    }

    @Test
    void timeThatIsTooShortForAnElementHandsAllOnUntried() {
        JobSpec job = job(3);
        submitSuspects(job, 0L, "crash", 2L);
        List<Delivery> batch = engine.forksQueue.receive(1);

        assertThat(engine.worker().work(batch, engine.clock.instant().plusSeconds(61))).isEmpty();

        assertThat(engine.isolation.children()).isZero();
        engine.forksQueue.delete(batch.get(0).receiptHandle());
        engine.drain(engine.worker());
        assertThat(engine.job(job).succeeded()).isEqualTo(2);
        assertThat(engine.outcomes(job).get(1)).contains("WorkerCrashed");
    }

    @Test
    void deathThatASingleElementHasCausedBeforeCounts() {
        JobSpec job = job(1);
        engine.store.create(job, "{}");
        engine.forksQueue.send(List.of(new Span(job, "{}", IndexRuns.of(0, 1), Optional.of(List.of("crash")),
            Span.Origin.SUSPECT).with(new Past(0, 1))));

        engine.step(engine.worker());

        assertThat(engine.isolation.children()).isEqualTo(1);
        assertThat(engine.outcomes(job).get(0)).contains("WorkerCrashed");
    }

    @Test
    void suspectBesideTrustedSpansIsPassedOn() {
        JobSpec suspect = job(1);
        JobSpec trusted = job(1);
        engine.submit(suspect, "crash");
        Delivery again = twice(engine.jobsQueue.receive(1).get(0));
        engine.submit(trusted, 1L);
        List<Delivery> batch = new ArrayList<>(engine.jobsQueue.receive(1));
        batch.add(again);

        engine.settle(engine.worker(), batch);

        assertThat(engine.job(trusted).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.isolation.children()).isZero();
        assertThat(engine.jobsQueue.size()).isZero();
        engine.step(engine.worker());
        assertThat(engine.outcomes(suspect).get(0)).contains("WorkerCrashed");
    }

    @Test
    void spanThatComesAThirdTimeGoesOnInPieces() {
        JobSpec job = job(100);
        submitSuspects(job, numbersWith(100, 0, 0L));
        Delivery first = engine.forksQueue.receive(1).get(0);

        engine.settle(engine.worker(), List.of(twice(twice(first))));

        assertThat(engine.isolation.children()).isZero();
        assertThat(engine.forksQueue.size()).isEqualTo(10);
    }

    @Test
    void childThatCannotBeStartedIsNobodysFault() {
        JobSpec job = job(2);
        submitSuspects(job, 0L, 1L);
        engine.isolation.refuse(true);

        List<Delivery> batch = engine.forksQueue.receive(1);
        assertThat(engine.worker().work(batch, engine.deadline())).containsExactly(batch.get(0).messageId());
        engine.isolation.refuse(false);
        engine.clock.forward(Duration.ofSeconds(10));
        engine.drain(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(2);
    }

    @Test
    void elementIsNotBlamedForGenerationsThatPassWithinSeconds() {
        JobSpec job = job(2);
        engine.store.create(job, "{}");
        dieInThreeGenerations(job, Duration.ZERO);

        engine.worker().work(List.of(lone(job, 3)), engine.deadline());

        assertThat(engine.outcomes(job)).hasSize(1).noneMatch(outcome -> outcome.contains("error"));
    }

    /** A message may come several times in a generation, of which none may be its element's fault. */
    @Test
    void elementThatIsStartedAgainInItsThirdGenerationHasAllOfItsTime() {
        JobSpec job = job(2);
        engine.store.create(job, "{}");
        dieInThreeGenerations(job, Duration.ofSeconds(91));

        engine.worker().work(List.of(lone(job, 2)), engine.deadline());

        assertThat(engine.outcomes(job)).hasSize(1).noneMatch(outcome -> outcome.contains("error"));
    }

    @Test
    void elementIsNotBlamedForChildrenThatCannotBeStartedInThreeGenerations() {
        JobSpec job = job(2);
        engine.store.create(job, "{}");
        engine.isolation.refuse(true);
        for (int generation = 0; generation < 3; generation++) {
            assertThat(engine.worker().work(List.of(lone(job, generation)), engine.deadline())).hasSize(1);
            engine.clock.forward(Duration.ofSeconds(91));
        }
        engine.isolation.refuse(false);

        engine.worker().work(List.of(lone(job, 3)), engine.deadline());

        assertThat(engine.outcomes(job)).hasSize(1).noneMatch(outcome -> outcome.contains("error"));
    }

    @Test
    void elementThatNeverCameBackInThreeGenerationsIsGivenItsErrorInTheFourth() {
        JobSpec job = job(2);
        engine.store.create(job, "{}");
        dieInThreeGenerations(job, Duration.ofSeconds(91));

        int children = engine.isolation.children();
        engine.worker().work(List.of(lone(job, 3)), engine.deadline());

        assertThat(engine.isolation.children()).isEqualTo(children);
        assertThat(engine.outcomes(job)).hasSize(1).allMatch(outcome -> outcome.contains("WorkerCrashed"));
        assertThat(engine.block(job, 0).covered()).isEqualTo(IndexRuns.of(0, 1));
    }

    @Test
    void elementThatComesBackAfterManyGenerationsKeepsItsValue() {
        JobSpec job = job(1);
        engine.store.create(job, "{}");

        engine.worker().work(List.of(lone(job, 7)), engine.deadline());

        assertThat(engine.outcomes(job)).containsExactly("{\"index\":0,\"value\":5}");
    }

    @Test
    void cancelledJobsSuspectsAreLeftAlone() {
        JobSpec job = job(4);
        submitSuspects(job, "hang", "hang", 1L, 2L);
        engine.beforeCall = () -> {
            if (engine.isolation.children() > 0) {
                engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
            }
        };
        Instant start = engine.clock.instant();

        engine.step(engine.worker());

        assertThat(Duration.between(start, engine.clock.instant())).isLessThan(Duration.ofSeconds(3));
        assertThat(engine.forksQueue.size()).isZero();
    }

    @Test
    void ofManyTinyBlocksAPartIsRunAndTheRestGoesOn() {
        JobSpec job = Jobs.of("test", Jobs.list(1_000, 1, engine.clock));
        submitSuspects(job, LongStream.range(0, 1_000).boxed().toArray());

        engine.step(engine.worker());

        assertThat(engine.task.computed).hasValue(Batch.MOST_BLOCKS);
        assertThat(engine.forksQueue.size()).isPositive();
        engine.drain(engine.worker());
        assertThat(engine.job(job).succeeded()).isEqualTo(1_000);
    }

    /** Of 200 KB each, and 64 MB may wait to be committed. */
    @Test
    void valuesThatTakeMuchMemoryAreCommittedBeforeMoreAreComputed() {
        JobSpec job = Jobs.of("test", Jobs.list(400, 1_000, engine.clock));
        submitSuspects(job, Collections.nCopies(400, "bulky").toArray());

        engine.step(engine.worker());

        assertThat(engine.task.computed.get()).isBetween(330, 345);
        engine.drain(engine.worker());
        assertThat(engine.job(job).succeeded()).isEqualTo(400);
        assertThat(engine.task.computed).hasValue(400);
    }

    /** A single element as it comes for the second time in a generation. */
    private Delivery lone(JobSpec job, int generation) {
        Span span = new Span(job, "{}", IndexRuns.of(0, 1), Optional.of(List.of(5L)), Span.Origin.SUSPECT)
            .with(new Past(generation, 0));
        String id = "m" + generation;
        return new Delivery(id, id, SpanCodec.encode(span), 2, engine.clock.instant(), "forks");
    }

    /** Functions die of the job's first element, with so much time after each; from then on none does. */
    private void dieInThreeGenerations(JobSpec job, Duration pause) {
        for (int generation = 0; generation < 3; generation++) {
            engine.crash(3, false);
            assertThat(dies(lone(job, generation))).as("generation %d", generation).isTrue();
            engine.clock.forward(pause);
        }
        engine.crash(Integer.MAX_VALUE / 4, false);
    }

    /** Whether the function dies after it has noted that the element is started: the note is its second call. */
    private boolean dies(Delivery delivery) {
        try {
            engine.worker().work(List.of(delivery), engine.deadline());
            return false;
        } catch (Engine.Crash e) {
            return true;
        }
    }

    private void submitSuspects(JobSpec job, Object... elements) {
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        engine.forksQueue.send(List.of(new Span(job, "{}", IndexRuns.of(0, job.total()),
            Optional.of(Arrays.asList(elements)), Span.Origin.SUSPECT)));
    }

    private static Delivery twice(Delivery delivery) {
        return new Delivery(delivery.messageId(), delivery.receiptHandle(), delivery.body(),
            delivery.receiveCount() + 1, delivery.sentAt(), delivery.queue());
    }

    private static Span decode(Delivery delivery) {
        return SpanCodec.decode(delivery.body());
    }

    private JobSpec job(long total) {
        return Jobs.of("test", Jobs.list(total, 64, engine.clock));
    }

    private static Object[] numbersWith(int count, int at, Object other) {
        Object[] elements = LongStream.range(0, count).boxed().toArray();
        elements[at] = other;
        return elements;
    }
}
