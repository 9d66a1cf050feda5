package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkerTest {

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void everyElementGetsItsValueInOrderAndTheJobIsCompleted() {
        JobSpec job = list(5, 2);
        engine.submit(job, 1L, "two", List.of(3L), null, true);

        engine.drain(engine.worker());

        assertThat(engine.outcomes(job)).containsExactly("{\"index\":0,\"value\":1}", "{\"index\":1,\"value\":\"two\"}",
            "{\"index\":2,\"value\":[3]}", "{\"index\":3,\"value\":null}", "{\"index\":4,\"value\":true}");
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(5);
        assertThat(engine.job(job).startedAt()).isPresent();
    }

    @Test
    void smallJobIsCommittedCountedAndEndedInOneCall() {
        Worker worker = engine.worker();
        engine.submit(list(1, 64), 1L);
        engine.step(worker);
        engine.submit(list(1, 64), 1L);
        engine.calls.set(0);

        engine.step(worker);

        assertThat(engine.calls).as("what elements cost has been said").hasValue(1);
    }

    @Test
    void whatAnElementThrowsIsItsOutcomeAndHarmsNoOther() {
        JobSpec job = list(7, 64);
        engine.submit(job, 1L, "throw", "assert", "recurse", "large", "not json", 2L);

        engine.drain(engine.worker());

        List<String> outcomes = engine.outcomes(job);
        assertThat(outcomes.get(1)).isEqualTo(
            "{\"index\":1,\"error\":{\"type\":\"IllegalArgumentException\",\"message\":\"as asked\",\"attempts\":1}}");
        assertThat(outcomes.get(2)).contains("\"type\":\"AssertionError\"");
        assertThat(outcomes.get(3)).contains("\"type\":\"StackOverflowError\"");
        assertThat(outcomes.get(4)).contains("\"type\":\"ValueTooLarge\"");
        assertThat(outcomes.get(5)).contains("\"type\":\"IllegalArgumentException\"");
        assertThat(engine.job(job).failed()).isEqualTo(5);
        assertThat(engine.job(job).succeeded()).isEqualTo(2);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void whatFailsOfAListKeepsItsElement() {
        JobSpec job = list(3, 64);
        engine.submit(job, 1L, "throw", "assert");

        engine.drain(engine.worker());

        byte[] lines = engine.block(job, 0).parts().get(0).lines().orElseThrow();
        assertThat(OutcomeLines.unpack(lines)).extracting(
            outcome -> outcome.element().map(element -> new String(element, StandardCharsets.UTF_8)))
            .containsExactly(Optional.empty(), Optional.of("\"throw\""), Optional.of("\"assert\""));
    }

    @Test
    void resourcesAreOpenedOncePerBatchAndClosedAlsoWhenElementsFail() {
        engine.submit(list(3, 1), "throw", 1L, "throw");
        engine.submit(list(2, 1), 1L, "throw");

        engine.step(engine.worker());

        assertThat(engine.task.opened).hasValue(1);
        assertThat(engine.task.closed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 128})
    void secondDeliveryOfASpanCountsOnceAndComputesNothing(int blockSize) {
        JobSpec job = list(100, blockSize);
        engine.submit(job, numbers(100));
        List<Delivery> batch = engine.jobsQueue.receive(10);
        Worker worker = engine.worker();
        worker.work(batch, engine.deadline());
        int computed = engine.task.computed.get();
        engine.glancesMiss = true;

        assertThat(worker.work(again(batch), engine.deadline())).isEmpty();

        assertThat(engine.job(job).succeeded()).isEqualTo(100);
        assertThat(engine.task.computed).hasValue(computed);
    }

    @Test
    void errorOnClosingATaskChangesNoOutcomeAndBringsNothingBack() {
        JobSpec job = Jobs.of("test", Jobs.list(3, 64, engine.clock));
        engine.task.closing = () -> {
            throw new AssertionError("not closed");
        };
        engine.submit(job, 1L, 2L, 3L);

        engine.step(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(3);
        assertThat(engine.jobsQueue.size() + engine.forksQueue.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1000, 64", "200, 256"})
    void twoWorkersOnTheSameSpanCountEachElementOnce(int total, int blockSize) {
        JobSpec job = list(total, blockSize);
        engine.submit(job, numbers(total));
        List<Delivery> batch = engine.jobsQueue.receive(10);
        List<Worker> workers = List.of(engine.worker(), engine.worker());

        workers.parallelStream().forEach(worker -> worker.work(batch, engine.deadline()));

        assertThat(engine.job(job).succeeded()).isEqualTo(total);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.outcomes(job)).hasSize(total);
    }

    @ParameterizedTest
    @CsvSource({"3, 40", "256, 2"})
    void crashAroundAnyCallLosesNothingAndCountsNothingTwice(int blockSize, int crashesAtLeast) {
        int crashes = 0;
        for (int call = 1; call < 200; call++) {
            for (boolean after : new boolean[] {false, true}) {
                try (Engine mortal = new Engine()) {
                    crashes += surviveCrash(mortal, blockSize, call, after) ? 1 : 0;
                }
            }
        }
        assertThat(crashes).isGreaterThanOrEqualTo(crashesAtLeast);
    }

    @Test
    void whatADeadWorkerHasCommittedIsCountedByWhoeverPassesTheRest() {
        JobSpec job = list(4, 2);
        JobSpec fresh = list(1, 64);
        engine.submit(job, numbers(4));
        engine.crash(1, true);
        assertThatThrownBy(() -> engine.step(engine.worker())).isInstanceOf(Engine.Crash.class);
        engine.crash(Integer.MAX_VALUE / 4, false);
        engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
        engine.submit(fresh, 1L);

        engine.drain(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(4);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    private static boolean surviveCrash(Engine engine, int blockSize, int call, boolean after) {
        JobSpec job = Jobs.of("test", Jobs.list(150, blockSize, engine.clock));
        engine.submit(job, numbers(150));
        boolean crashed = false;
        engine.crash(call, after);
        try {
            while (engine.step(engine.worker())) {
                crashed = false;
            }
        } catch (Engine.Crash e) {
            crashed = true;
        }
        engine.crash(Integer.MAX_VALUE / 4, false);
        engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));

        engine.drain(engine.worker());

        assertThat(engine.outcomes(job)).as("crash %s call %d", after ? "after" : "before", call)
            .isEqualTo(LongStream.range(0, 150).mapToObj(i -> "{\"index\":" + i + ",\"value\":" + i + "}").toList());
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(150);
        return crashed;
    }

    @Test
    void rangeTooLargeForOneWorkerIsSplitLikeATreeAndBegunAtOnce() {
        JobSpec job = Jobs.range(3_000_000, 65_536, engine.clock);
        engine.submit(job);
        Worker worker = engine.worker();

        engine.step(worker);
        assertThat(engine.forksQueue.size()).as("nine pieces of the whole, and nine of the tenth").isEqualTo(18);
        assertThat(engine.job(job).succeeded()).isPositive();
        engine.drain(worker);

        assertThat(engine.job(job).succeeded()).isEqualTo(3_000_000);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** The next batch waits for every put of this one. */
    @ParameterizedTest
    @CsvSource({"1, 256", "2, 512", "5, 1280"})
    void quickElementsInTinyBlocksAreCommittedByPieces(int blockSize, int piece) {
        JobSpec job = Jobs.limited(1, Jobs.range(2_000, blockSize, engine.clock));
        engine.submit(job);
        Worker worker = engine.worker();

        engine.step(worker);
        assertThat(engine.job(job).succeeded()).isEqualTo(piece);
        assertThat(engine.forksQueue.size()).isEqualTo(1);
        engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        engine.drain(worker);

        assertThat(engine.job(job).succeeded()).isEqualTo(piece);
    }

    @Test
    void allPiecesOfTinyBlocksAreCounted() {
        JobSpec job = Jobs.range(2_000, 1, engine.clock);
        engine.submit(job);

        engine.drain(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(2_000);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void duplicateOfASplitSpanIsNotSplitAgain() {
        JobSpec job = Jobs.range(3_000_000, 65_536, engine.clock);
        engine.submit(job);
        List<Delivery> batch = engine.jobsQueue.receive(10);
        Worker worker = engine.worker();
        worker.work(batch, engine.deadline());

        worker.work(again(batch), engine.deadline());

        assertThat(engine.forksQueue.size()).isEqualTo(18);
    }

    /** A worker that has died before its answer leaves a message of which half is done, and half handed on and done. */
    @Test
    void whatIsDoneOfASpanOfManyBlocksIsNotComputedAgain() {
        JobSpec job = Jobs.of("test", Jobs.range(262_144, 512, engine.clock));
        engine.submit(job);
        List<Delivery> batch = engine.jobsQueue.receive(10);
        Worker worker = engine.worker();
        worker.work(batch, engine.deadline());
        int first = engine.task.computed.get();
        engine.forksQueue.purge();
        Span whole = SpanCodec.decode(batch.get(0).body());
        engine.forksQueue.send(List.of(whole.part(IndexRuns.of(first, 262_143), Origin.FORK)));
        while (engine.forksQueue.size() > 0) {
            engine.step(worker);
        }
        int before = engine.task.computed.get();

        worker.work(again(batch), engine.deadline());
        engine.drain(worker);

        assertThat(first).isEqualTo(131_072);
        assertThat(before).isEqualTo(262_143);
        assertThat(engine.task.computed).hasValue(262_144);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** In more blocks than are looked at, the last of which alone is open. */
    @Test
    void whatHasNotBeenLookedAtIsHandedOn() {
        JobSpec job = list(6_000, 1);
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        engine.sendFork(job, 0, 5_999, Optional.empty());
        Worker worker = engine.worker();
        engine.drain(worker);

        engine.sendFork(job, 0, 6_000, Optional.empty());
        engine.step(worker);
        assertThat(engine.task.computed).hasValue(5_999);
        engine.drain(worker);

        assertThat(engine.task.computed).hasValue(6_000);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    /** At every call of the worker that has the whole range; the next one comes after the visibility timeout. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 15})
    void workerThatDiesAnywhereInAHugeRangeLosesNothing(int places) {
        for (int call = 1; call < 40; call++) {
            for (boolean after : new boolean[] {false, true}) {
                try (Engine mortal = new Engine()) {
                    JobSpec range = Jobs.of("test", Jobs.range(2_000, 7, mortal.clock));
                    JobSpec job = places == 0 ? range : Jobs.limited(places, range);
                    mortal.submit(job);
                    Limits limits = Limits.of(Duration.ofSeconds(60)).withLargestSpan(40);
                    mortal.crash(call, after);
                    assertThatThrownBy(() -> mortal.drain(mortal.worker(limits, mortal.clock)))
                        .isInstanceOf(Engine.Crash.class);
                    mortal.crash(Integer.MAX_VALUE / 4, false);
                    mortal.clock.forward(Engine.VISIBILITY.plusSeconds(1));

                    mortal.drain(mortal.worker(limits, mortal.clock));

                    assertThat(mortal.job(job).status()).as("call %d", call).isEqualTo(Status.COMPLETED);
                    assertThat(mortal.outcomes(job)).hasSize(2_000);
                    assertThat(mortal.task.computed.get()).isLessThanOrEqualTo(2_040);
                }
            }
        }
    }

    /** The second and third block one lane each, the first is done then, and none of the others is started. */
    @Test
    void elementsThatASliceDoesNotReachAreHandedOnWhileOthersFly() throws InterruptedException {
        JobSpec job = list(40, 64);
        Object[] elements = numbers(40);
        elements[1] = "block";
        elements[2] = "block";
        CountDownLatch blocked = new CountDownLatch(2);
        engine.task.first = element -> {
            if ("block".equals(element)) {
                blocked.countDown();
            }
        };
        engine.submit(job, elements);
        Worker worker = engine.worker();
        Thread first = new Thread(() -> engine.step(worker), "first-worker");
        first.start();

        blocked.await();
        engine.clock.forward(Duration.ofSeconds(2));
        awaitForks();
        Worker second = engine.worker();
        while (engine.step(second)) {
            assertThat(engine.halts).hasValue(0);
        }
        assertThat(engine.job(job).succeeded()).isEqualTo(38);
        engine.task.release.countDown();
        first.join();

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(40);
    }

    @Test
    void stuckElementIsTimedOutItsNeighboursAreNotAndTheEnvironmentEnds() {
        JobSpec job = list(10, 64);
        engine.submit(job, numbers(10));
        engine.task.first = element ->
            VirtualLanes.spend(element.equals(0L) ? Duration.ofHours(1) : Duration.ofMillis(100));

        engine.step(engine.virtualWorker(2));
        assertThat(engine.halts).hasValue(1);
        assertThat(engine.firstSpansAtHalt).isZero();
        engine.drain(engine.worker());

        assertThat(engine.outcomes(job).get(0)).contains("\"type\":\"ElementTimedOut\"");
        assertThat(engine.job(job).succeeded()).isEqualTo(9);
        assertThat(engine.job(job).failed()).isEqualTo(1);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void elementThatExhaustsTheMemoryIsFoundAmongItsNeighbours() {
        JobSpec job = list(10, 64);
        Object[] elements = numbers(10);
        elements[5] = "memory";
        engine.submit(job, elements);

        engine.drain(engine.worker());

        assertThat(engine.outcomes(job).get(5)).contains("\"type\":\"WorkerCrashed\"");
        assertThat(engine.job(job).succeeded()).isEqualTo(9);
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.halts.get()).isPositive();
    }

    @Test
    void neighbourThatEndsWhileTheMemoryOfAnotherRunsOutIsNotLost() {
        JobSpec job = list(3, 64);
        engine.submit(job, "block", 1L, "memory once others block");
        engine.beforeCall = engine.task.release::countDown;

        engine.step(engine.worker());
        assertThat(engine.halts).hasValue(1);
        engine.drain(engine.worker());

        assertThat(engine.outcomes(job).get(0)).isEqualTo("{\"index\":0,\"value\":\"block\"}");
        assertThat(engine.outcomes(job).get(2)).contains("\"type\":\"WorkerCrashed\"");
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void jobsOfOneElementThatDieTogetherAreToldApart() {
        List<JobSpec> jobs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            JobSpec job = list(1, 64);
            jobs.add(job);
            engine.submit(job, i == 4 ? "crash" : "fine");
        }

        for (int round = 0; round < 20; round++) {
            dieOf("crash");
        }

        for (int i = 0; i < 10; i++) {
            assertThat(engine.job(jobs.get(i)).status()).isEqualTo(Status.COMPLETED);
            assertThat(engine.job(jobs.get(i)).failed()).as("job %d", i).isEqualTo(i == 4 ? 1 : 0);
        }
        assertThat(engine.outcomes(jobs.get(4)).get(0)).contains("\"type\":\"WorkerCrashed\"");
    }

    /** Steps until nothing is visible; workers that trust the element die where a real one would: before the commit. */
    private void dieOf(String deadly) {
        for (List<Delivery> batch = receive(); !batch.isEmpty(); batch = receive()) {
            boolean computes = batch.stream().anyMatch(delivery -> isTrusted(delivery) && isDeadly(delivery, deadly));
            try (Worker worker = engine.worker()) {
                if (computes) {
                    engine.crashOnPut();
                }
                engine.settle(worker, batch);
            } catch (Engine.Crash e) {
                assertThat(computes).isTrue();
            }
            engine.crashNoMore();
        }
        engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
    }

    private static boolean isTrusted(Delivery delivery) {
        return delivery.receiveCount() == 1 && SpanCodec.decode(delivery.body()).origin() != Span.Origin.SUSPECT;
    }

    private List<Delivery> receive() {
        List<Delivery> batch = engine.jobsQueue.receive(10);
        return batch.isEmpty() ? engine.forksQueue.receive(1) : batch;
    }

    private static boolean isDeadly(Delivery delivery, String deadly) {
        return SpanCodec.decode(delivery.body()).elements().orElseThrow().contains(deadly);
    }

    @Test
    void sameSpanTwiceInOneBatchCountsOnceAndHarmsNoOther() {
        JobSpec job = list(3, 64);
        JobSpec other = list(1, 64);
        engine.submit(job, 1L, 2L, 3L);
        engine.submit(job, 1L, 2L, 3L);
        engine.submit(other, 1L);

        engine.step(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(3);
        assertThat(engine.outcomes(job)).hasSize(3);
        assertThat(engine.job(other).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.jobsQueue.size()).isZero();
    }

    @Test
    void taskThatCannotBeOpenedFailsItsElementsAndNoOthers() {
        JobSpec job = list(2, 64);
        JobSpec other = list(1, 64);
        engine.submit("{\"unopenable\":1}", job, 1L, 2L);
        engine.submit(other, 1L);

        engine.drain(engine.worker());

        assertThat(engine.outcomes(job)).allMatch(outcome -> outcome.contains("could not be opened"));
        assertThat(engine.job(other).succeeded()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 256})
    void manySmallCommitsOfOneBlockStayFewParts(int blockSize) {
        JobSpec job = list(200, blockSize);
        engine.store.create(job, "{}");
        Worker worker = engine.worker();
        for (long index = 199; index >= 0; index--) {
            engine.forksQueue.send(List.of(new Span(job, "{}", IndexRuns.of(index, index + 1),
                Optional.of(List.of(index)), Span.Origin.FORK)));
            engine.step(worker);
        }

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.outcomes(job)).isEqualTo(
            LongStream.range(0, 200).mapToObj(i -> "{\"index\":" + i + ",\"value\":" + i + "}").toList());
        assertThat(engine.block(job, 0).parts()).hasSizeBetween(1, 65);
    }

    @Test
    void environmentDoesNotWaitForAnElementThatNobodyWantsAnyMore() {
        JobSpec job = list(1, 64);
        engine.submit(job, 1L);
        engine.task.first = element -> {
            VirtualLanes.spend(Duration.ofSeconds(5));
            engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
            VirtualLanes.spend(Duration.ofSeconds(50));
        };

        engine.step(engine.virtualWorker(2));

        assertThat(engine.halts).hasValue(1);
        assertThat(engine.outcomes(job)).isEmpty();
        assertThat(engine.jobsQueue.size()).isZero();
    }

    @Test
    void messagesOfWhatNobodyWantsAreCalledDeletedWhenTheyAre() {
        assertThat(logOfACancel(() -> {
        })).contains("nobody wants what it is computing, which can't be stopped. Its messages are deleted");
    }

    @Test
    void messagesThatCannotBeDeletedAreNotCalledDeleted() {
        AtomicInteger calls = new AtomicInteger();

        String log = logOfACancel(() -> {
            if (calls.incrementAndGet() > 1) { // the first reads that the job is cancelled
                throw new QueueUnavailableException("as asked", new IOException());
            }
        });

        assertThat(engine.jobsQueue.size()).isEqualTo(1);
        assertThat(log).contains("nobody wants what it is computing, which can't be stopped" + System.lineSeparator())
            .doesNotContain("deleted");
    }

    /** What is logged where an element goes on after its job's cancel, from which on something comes before calls. */
    private String logOfACancel(Runnable beforeCall) {
        JobSpec job = list(1, 64);
        engine.submit(job, 1L);
        engine.task.first = element -> {
            VirtualLanes.spend(Duration.ofSeconds(5));
            engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
            engine.beforeCall = beforeCall;
            VirtualLanes.spend(Duration.ofSeconds(50));
        };
        return ErrorLog.of(() -> engine.step(engine.virtualWorker(2)));
    }

    @Test
    void jobThatHasNotEndedInItsTimeIsGivenUpByTheNextWorker() {
        JobSpec job = list(1, 64);
        engine.submit(job, 1L);
        engine.clock.forward(Duration.ofDays(4));

        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
        assertThat(engine.task.computed).hasValue(0);
    }

    @Test
    void longFieldNamesTravelAsWellAsShortOnes() {
        JobSpec job = list(1, 64);
        engine.submit(job, Map.of("n".repeat(60_000), 1L));

        engine.drain(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(1);
    }

    @Test
    void messagesOfACancelledJobAreDrainedWithoutWork() {
        JobSpec job = list(100, 10);
        engine.submit(job, numbers(100));
        engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        engine.clock.forward(Duration.ofSeconds(5));

        engine.drain(engine.worker());

        assertThat(engine.task.computed).hasValue(0);
        assertThat(engine.jobsQueue.size()).isZero();
    }

    @Test
    void jobIsGivenUpWhenMoreFailThanAreTolerated() {
        JobSpec job = Jobs.tolerating(1, list(6, 64));
        engine.submit(job, "throw", 1L, "throw", 2L, 3L, 4L);

        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
        assertThat(engine.job(job).ending().orElseThrow().reason()).hasValueSatisfying(
            reason -> assertThat(reason).contains("tolerated"));
    }

    @Test
    void toleratedFailuresLetTheJobComplete() {
        JobSpec job = Jobs.tolerating(2, list(3, 64));
        engine.submit(job, "throw", 1L, "throw");

        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void messageThatIsNoSpanComesAgainAndHoldsUpNoOther() {
        JobSpec job = list(2, 64);
        engine.submit(job, 1L, 2L);
        List<Delivery> batch = new ArrayList<>(engine.jobsQueue.receive(10));
        batch.add(new Delivery("odd", "odd", "hello", 1, engine.clock.instant(), "arn:jobs"));

        assertThat(engine.worker().work(batch, engine.deadline())).containsExactly("odd");

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(ints = {39, 64})
    void outcomesTooManyForOneItemAreKeptInSeveral(int blockSize) {
        JobSpec job = list(40, blockSize);
        Object[] elements = IntStream.range(0, 40).mapToObj(i -> noise(i, 40_000)).toArray();
        engine.submit(job, elements);

        engine.drain(engine.worker());

        assertThat(engine.block(job, 0).parts().size()).isGreaterThan(2);
        assertThat(engine.outcomes(job)).hasSize(40);
        assertThat(engine.outcomes(job).get(39)).isEqualTo("{\"index\":39,\"value\":\"" + elements[39] + "\"}");
    }

    @Test
    void soleBlockTakesNothingMoreOfAJobThatEndsJustBefore() {
        JobSpec job = list(2, 64);
        engine.submit(job, 1L, 2L);
        engine.beforeCall = () -> engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));

        assertThat(engine.step(engine.worker())).isTrue();

        assertThat(engine.job(job).status()).isEqualTo(Status.CANCELLED);
        assertThat(engine.job(job).succeeded()).isZero();
        assertThat(engine.outcomes(job)).isEmpty();
        assertThat(engine.jobsQueue.size()).isZero();
    }

    @Test
    void largeSoleBlockStandsInAnItemOfItsOwn() {
        JobSpec job = list(257, 1_000);
        engine.submit(job, numbers(257));

        engine.drain(engine.worker());

        assertThat(engine.job(job).soleBlock()).isEqualTo(Block.EMPTY);
        assertThat(engine.store.find(job, 0).covered()).isEqualTo(IndexRuns.of(0, 257));
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void soleBlockKeepsInItsJobWhatIsSmallOnly() {
        JobSpec small = list(1, 64);
        JobSpec large = list(1, 64);
        engine.submit(small, noise(1, 2_000));
        engine.submit(large, noise(2, 20_000));

        engine.drain(engine.worker());

        assertThat(engine.block(small, 0).parts().get(0).key()).isEmpty();
        assertThat(engine.block(large, 0).parts().get(0).key()).isPresent();
        assertThat(engine.outcomes(large)).containsExactly("{\"index\":0,\"value\":\"" + noise(2, 20_000) + "\"}");
    }

    /** An element may have interrupted whatever thread there is. */
    @Test
    void interruptedThreadDoesTheNextInvocationAllTheSame() {
        JobSpec job = Jobs.of("test", Jobs.list(3, 64, engine.clock));
        engine.submit(job, 1L, 2L, 3L);
        Thread.currentThread().interrupt();

        engine.step(engine.worker());

        assertThat(Thread.interrupted()).isFalse();
        assertThat(engine.job(job).succeeded()).isEqualTo(3);
    }

    /** Until the job's time is over: neither is a huge range split, nor does a message ever become a dead letter. */
    @Test
    void messagesOfATaskThatIsGoneDoNotMultiply() {
        JobSpec gone = Jobs.of("gone", Jobs.range(1_000_000_000, 65_536, engine.clock));
        engine.submit(gone);
        Worker worker = engine.worker();
        Instant twoDays = engine.clock.instant().plus(Duration.ofDays(2));
        int most = 0;
        int receives = 0;
        while (engine.clock.instant().isBefore(twoDays)) {
            List<Delivery> batch = Stream.concat(engine.jobsQueue.receive(10).stream(),
                engine.forksQueue.receive(1).stream()).toList();
            most = Math.max(most, batch.stream().mapToInt(Delivery::receiveCount).max().orElse(0));
            receives += batch.size();
            if (!batch.isEmpty()) {
                engine.settle(worker, batch);
            }
            assertThat(engine.jobsQueue.size() + engine.forksQueue.size()).isEqualTo(1);
            engine.clock.forward(Duration.ofMinutes(1));
        }

        assertThat(most).isLessThan(20);
        assertThat(receives).isLessThan(150);
    }

    /** Until it is deployed again, or the job's time is over: its messages come seldom. */
    @Test
    void elementsOfATaskThatIsGoneWaitForAnotherDeployment() {
        JobSpec gone = Jobs.of("gone", Jobs.list(3, 64, engine.clock));
        engine.submit(gone, 1L, 2L, 3L);
        for (int receive = 1; receive <= 3; receive++) {
            List<Delivery> batch = engine.jobsQueue.receive(10);
            assertThat(batch).hasSize(1);

            assertThat(engine.worker().work(batch, engine.deadline())).hasSize(1);

            Duration pause = Duration.ofMinutes(5L * receive);
            assertThat(engine.jobsQueue.nextVisibleAt()).contains(engine.clock.instant().plus(pause));
            engine.clock.forward(pause);
        }
        assertThat(engine.outcomes(gone)).isEmpty();
    }

    /** A new message comes for the first time, and nobody would know. */
    @ParameterizedTest
    @CsvSource({"SUBMIT, FORK", "FORK, FORK", "SUSPECT, SUSPECT"})
    void elementsThatHaveWaitedLongForTheirTaskAreSentAnewAndStaySuspects(Span.Origin sent, Span.Origin again) {
        JobSpec gone = Jobs.of("gone", Jobs.list(3, 64, engine.clock));
        engine.store.create(gone, "{}");
        engine.forksQueue.send(List.of(new Span(gone, "{}", IndexRuns.of(0, 3), Optional.of(List.of(1L, 2L, 3L)),
            sent)));
        for (int receive = 1; receive < 10; receive++) {
            engine.step(engine.worker());
            engine.clock.forward(Duration.ofHours(1));
        }

        assertThat(engine.forksQueue.sent()).isEqualTo(1);
        engine.step(engine.worker());

        List<Delivery> anew = engine.forksQueue.receive(10);
        assertThat(anew).extracting(Delivery::receiveCount).containsExactly(1);
        assertThat(SpanCodec.decode(anew.get(0).body()).origin()).isEqualTo(again);
        assertThat(SpanCodec.decode(anew.get(0).body()).indices()).isEqualTo(IndexRuns.of(0, 3));
    }

    @Test
    void crashIsNotTakenForAnElementsError() {
        engine.submit(list(3, 64), 1L, 2L, 3L);
        engine.crash(1, false);

        assertThatThrownBy(() -> engine.step(engine.worker())).isInstanceOf(Engine.Crash.class);
    }

    private void awaitForks() {
        while (engine.forksQueue.size() == 0) {
            Thread.onSpinWait();
        }
    }

    private JobSpec list(long total, int blockSize) {
        return Jobs.of("test", Jobs.list(total, blockSize, engine.clock));
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }

    private static String noise(int seed, int length) {
        return new Random(seed).ints(length, 'a', 'z').collect(StringBuilder::new,
            StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static List<Delivery> again(List<Delivery> batch) {
        return batch.stream().map(delivery -> new Delivery(delivery.messageId(), delivery.receiptHandle(),
            delivery.body(), 2, delivery.sentAt(), delivery.queue())).toList();
    }
}
