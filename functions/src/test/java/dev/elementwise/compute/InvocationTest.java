package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an invocation does with lanes that have nothing to start. */
@Timeout(60)
final class InvocationTest {

    private static final Duration ELEMENT = Duration.ofSeconds(30);
    private static final Duration TAKING = Duration.ofMinutes(1);
    private static final Duration VISIBILITY = Duration.ofSeconds(90);

    private final Engine engine = new Engine();
    private final Limits limits = new Limits(ELEMENT, Duration.ofMillis(20), Duration.ofSeconds(3));
    private final Clock ticking =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), engine.clock.instant()));
    private final Worker worker = engine.worker(limits, ticking);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void idleLaneComputesWhatOthersHaveWhileTheLongestElementRuns() throws Exception {
        JobSpec slow = submit("block");
        List<Delivery> batch = engine.jobsQueue.receive(10);
        CompletableFuture<Set<String>> invocation = invoke(batch);
        engine.task.blocked.await();

        JobSpec other = submit(numbers(20));
        awaitEnd(other);

        assertThat(engine.job(slow).hasEnded()).isFalse();
        assertThat(invocation).isNotDone();
        engine.task.release.countDown();
        assertThat(invocation.get()).isEmpty();
        assertThat(engine.job(slow).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.jobsQueue.size() + engine.forksQueue.size()).isZero();
    }

    @Test
    void furtherBatchIsToldAsAnInvocation() throws Exception {
        submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec other = submit(numbers(20));
        awaitEnd(other);
        engine.task.release.countDown();
        invocation.get();

        Effort effort = engine.job(other).tally().effort();
        assertThat(effort.invocations()).isEqualTo(1);
        assertThat(effort.messages()).isEqualTo(1);
        assertThat(effort.laneNanos()).isPositive();
    }

    @Test
    void firstSpansAreTakenBeforeForks() throws Exception {
        List<Object> order = Collections.synchronizedList(new ArrayList<>());
        engine.task.first = order::add;
        submit("block");
        List<Delivery> batch = engine.jobsQueue.receive(10);
        JobSpec large = submit(1, 2);
        engine.forksQueue.send(engine.jobsQueue.receive(1).stream()
            .map(delivery -> SpanCodec.decode(delivery.body())).toList());
        JobSpec small = submit(3);
        CompletableFuture<Set<String>> invocation = invoke(batch);

        awaitEnd(large);
        engine.task.release.countDown();
        invocation.get();

        assertThat(engine.job(small).hasEnded()).isTrue();
        assertThat(order).containsSubsequence("block", 3L, 1L);
    }

    @Test
    void ownMessagesComeAgainAsSoonAsEverIfTheFunctionDies() {
        submit(1);

        work(engine.jobsQueue.receive(10));

        assertThat(engine.jobsQueue.nextVisibleAt()).contains(engine.clock.instant().plus(VISIBILITY));
    }

    @Test
    void messageWhoseElementsAreKnownToBeDoneInAMomentIsNotHeld() {
        submitKnown(1);

        work(engine.jobsQueue.receive(10));

        assertThat(engine.jobsQueue.nextVisibleAt()).contains(engine.clock.instant().plus(Engine.VISIBILITY));
    }

    @Test
    void messageWhoseElementsTakeLongerThanTheyAreKnownToIsHeld() throws Exception {
        submitKnown("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        Optional<Instant> held = Optional.of(engine.clock.instant().plus(VISIBILITY));
        while (!engine.jobsQueue.nextVisibleAt().equals(held)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        engine.task.release.countDown();
        invocation.get();
    }

    /** Nobody knows what is left of a process in which the engine itself has failed so: the runtime ends it. */
    @Test
    void errorOfTheEngineIsTheRuntimesAndNothingIsDeleted() {
        submit(1);
        List<Delivery> batch = engine.jobsQueue.receive(10);
        engine.beforeCall = () -> {
            throw new InternalError("as asked");
        };

        assertThatThrownBy(() -> work(batch)).isInstanceOf(InternalError.class);

        assertThat(engine.jobsQueue.size()).isEqualTo(1);
    }

    /** As where a task exhausts the memory as it opens. */
    @Test
    void whatTheMachineThrowsKeepsNoMessageForLong() {
        submit(1);
        List<Delivery> batch = engine.jobsQueue.receive(10);
        AtomicBoolean thrown = new AtomicBoolean();
        engine.beforeCall = () -> {
            if (thrown.compareAndSet(false, true)) {
                throw new OutOfMemoryError("as asked");
            }
        };

        assertThatThrownBy(() -> work(batch)).isInstanceOf(OutOfMemoryError.class);

        assertThat(engine.jobsQueue.nextVisibleAt()).contains(engine.clock.instant().plusSeconds(2));
    }

    /** An element may have called System.exit: another function has the batch at once, and knows what to expect. */
    @Test
    void allThatIsWorkedOnComesAgainAtOnceWhereTheProcessEnds() throws Exception {
        CountDownLatch last = holdLast();
        JobSpec own = submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec further = submit("last");
        awaitSecondElement();

        worker.giveBack();

        List<Delivery> again = engine.jobsQueue.receive(10);
        assertThat(again).extracting(Delivery::receiveCount).containsExactly(2, 2);
        assertThat(again).extracting(delivery -> SpanCodec.decode(delivery.body()).job().id())
            .containsExactlyInAnyOrder(own.id(), further.id());
        engine.task.release.countDown();
        last.countDown();
        invocation.get();
    }

    /** What runs on in a process that ends must not hide it. */
    @Test
    void nothingIsHeldAnyMoreWhereTheProcessEnds() throws Exception {
        submitKnown("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();

        worker.giveBack();

        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(engine.jobsQueue.nextVisibleAt()).contains(engine.clock.instant());
        engine.task.release.countDown();
        invocation.get();
    }

    /** The queue may get to know of it later than that the message is to come again. */
    @Test
    void messageThatIsJustBeingHeldComesAgainAtOnceWhereTheProcessEnds() throws Exception {
        CountDownLatch onItsWay = new CountDownLatch(1);
        CountDownLatch arrives = new CountDownLatch(1);
        engine.beforeCall = () -> {
            if (StackWalker.getInstance().walk(frames -> frames.anyMatch(frame ->
                frame.getClassName().equals(Supply.class.getName()) && frame.getMethodName().equals("hold")))) {
                onItsWay.countDown();
                await(arrives);
            }
        };
        submit("block");
        CompletableFuture<Set<String>> invocation =
            CompletableFuture.supplyAsync(() -> work(engine.jobsQueue.receive(10)));
        onItsWay.await();

        CompletableFuture<Void> end = CompletableFuture.runAsync(worker::giveBack);
        TimeUnit.MILLISECONDS.sleep(100);
        arrives.countDown();
        end.get();

        engine.task.blocked.await();
        assertThat(engine.jobsQueue.nextVisibleAt()).contains(engine.clock.instant());
        engine.task.release.countDown();
        invocation.get();
    }

    @Test
    void nothingComesAgainOfAnInvocationThatIsOver() {
        submit(1);
        work(engine.jobsQueue.receive(10));

        worker.giveBack();

        assertThat(engine.jobsQueue.receive(10)).isEmpty();
    }

    @Test
    void invocationThatHasTimeForItsOwnBatchOnlyTakesNone() throws Exception {
        submit("block");
        CompletableFuture<Set<String>> invocation = CompletableFuture.supplyAsync(() ->
            worker.work(engine.jobsQueue.receive(10), ticking.instant().plus(limits.function())));
        engine.task.blocked.await();
        JobSpec other = submit(numbers(20));
        TimeUnit.MILLISECONDS.sleep(500);

        engine.task.release.countDown();
        invocation.get();

        assertThat(engine.job(other).hasEnded()).isFalse();
        assertThat(engine.jobsQueue.receive(10)).extracting(Delivery::receiveCount).containsExactly(1);
    }

    @Test
    void queueThatDoesNotAnswerCostsNothingButFurtherBatches() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        engine.beforeCall = () -> {
            if (isReceive()) {
                times.incrementAndGet();
                asked.countDown();
                throw new QueueUnavailableException("as asked", null);
            }
        };
        JobSpec slow = submit("block");
        CompletableFuture<Set<String>> invocation = invoke(engine.jobsQueue.receive(10));
        asked.await();
        TimeUnit.MILLISECONDS.sleep(500);
        engine.task.release.countDown();

        assertThat(invocation.get()).isEmpty();
        assertThat(engine.job(slow).status()).isEqualTo(Status.COMPLETED);
        assertThat(times).as("asked once").hasValue(1);
    }

    private static boolean isReceive() {
        return StackWalker.getInstance().walk(frames -> frames.anyMatch(frame ->
            frame.getClassName().equals(Supply.class.getName()) && frame.getMethodName().startsWith("receive")));
    }

    /** One lane would have them done within the slice, and even costs are no reason to share them. */
    @Test
    void whatFewLanesHaveNearAJobsEndIsHandedOn() throws Exception {
        JobSpec job = Jobs.of("test", Jobs.list(380, 1_000, engine.clock));
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        engine.sendFork(job, 0, 340, Optional.empty());
        work(engine.forksQueue.receive(1));
        engine.task.first = element -> sleep(50);
        submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        int before = engine.forksQueue.sent();

        engine.sendFork(job, 340, 380, Optional.of(Duration.ofMillis(50)));
        awaitEnd(job);
        engine.task.release.countDown();
        invocation.get();

        assertThat(engine.forksQueue.sent()).isGreaterThan(before + 1);
        assertThat(engine.job(job).tally().succeeded()).isEqualTo(380);
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ownMessageIsDeletedWhileFurtherBatchesRunOn() throws Exception {
        CountDownLatch last = holdLast();
        JobSpec own = submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec further = submit("last");
        awaitSecondElement();

        engine.task.release.countDown();

        awaitEnd(own);
        awaitOneFirstSpan();
        assertThat(invocation).isNotDone();
        last.countDown();
        invocation.get();
        assertThat(engine.job(further).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.jobsQueue.size()).isZero();
    }

    /** A child is given the memory that is free, which other batches would take meanwhile. */
    @Test
    void suspectIsPassedOnToAnInvocationOfItsOwn() throws Exception {
        submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec suspect = Jobs.of("test", Jobs.list(1, 64, engine.clock));
        engine.store.create(suspect, "{}");
        engine.store.publish(suspect.id());
        engine.forksQueue.send(List.of(new Span(suspect, "{}", IndexRuns.of(0, 1), Optional.of(List.of(7L)),
            Span.Origin.SUSPECT)));
        while (engine.forksQueue.sent() < 2) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        engine.task.release.countDown();
        invocation.get();

        assertThat(engine.job(suspect).hasEnded()).isFalse();
        assertThat(engine.forksQueue.size()).isEqualTo(1);
        engine.drain(engine.worker(limits, ticking));
        assertThat(engine.job(suspect).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void taskIsOpenOnceForAllBatchesAndClosedWithTheLast() throws Exception {
        submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        awaitEnd(submit(numbers(20)));

        assertThat(engine.task.opened).hasValue(1);
        assertThat(engine.task.closed).hasValue(0);
        engine.task.release.countDown();
        invocation.get();
        assertThat(engine.task.closed).hasValue(1);
    }

    /** The one that has to end the process waits for the other, which has nothing to do with it. */
    @Test
    void processEndsAfterTheOtherBatches() throws Exception {
        CountDownLatch last = holdLast();
        JobSpec unwanted = submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec other = submit("last");
        awaitSecondElement();

        engine.store.end(unwanted.id(), Ending.cancelled(ticking.instant()));

        awaitOneFirstSpan();
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(engine.halts).hasValue(0);
        last.countDown();
        invocation.get();
        assertThat(engine.halts).hasValue(1);
        assertThat(engine.job(other).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.task.computed).hasValue(2);
        assertThat(engine.jobsQueue.size() + engine.forksQueue.size()).isZero();
    }

    /** Or it would be computed once more: what the invocation answers reaches nobody. */
    @Test
    void ownMessageIsDeletedWhereAnotherBatchEndsTheProcess() throws Exception {
        CountDownLatch last = holdLast();
        JobSpec own = submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec unwanted = submit("last");
        awaitSecondElement();
        engine.store.end(unwanted.id(), Ending.cancelled(ticking.instant()));
        awaitOneFirstSpan();

        engine.task.release.countDown();
        invocation.get();

        assertThat(engine.halts).hasValue(1);
        assertThat(engine.firstSpansAtHalt).isZero();
        assertThat(engine.job(own).status()).isEqualTo(Status.COMPLETED);
        last.countDown();
    }

    /** Any element in flight may have exhausted it, of any batch. */
    @Test
    void whereTheMemoryIsExhaustedEachBatchLeavesItsSuspect() throws Exception {
        JobSpec first = submit("block");
        CompletableFuture<Set<String>> invocation = invokeUntilBlocked();
        JobSpec greedy = submit("memory once others block");

        invocation.get();

        assertThat(engine.halts).hasPositiveValue();
        assertThat(engine.jobsQueue.size()).isZero();
        assertThat(engine.forksQueue.size()).isEqualTo(2);
        engine.task.release.countDown();
        engine.drain(engine.worker(limits, ticking));
        assertThat(engine.job(first).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(greedy).hasEnded()).isTrue();
    }

    /** From now on the element "last" waits until the latch is open. */
    private CountDownLatch holdLast() {
        CountDownLatch open = new CountDownLatch(1);
        engine.task.first = element -> {
            if ("last".equals(element)) {
                await(open);
            }
        };
        return open;
    }

    /** Until the messages of all others are deleted. */
    private void awaitOneFirstSpan() throws InterruptedException {
        while (engine.jobsQueue.size() > 1) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void awaitSecondElement() throws InterruptedException {
        while (engine.task.computed.get() < 2) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Works on what is there, in another thread, and returns once an element blocks. */
    private CompletableFuture<Set<String>> invokeUntilBlocked() throws InterruptedException {
        CompletableFuture<Set<String>> invocation = invoke(engine.jobsQueue.receive(10));
        engine.task.blocked.await();
        return invocation;
    }

    private CompletableFuture<Set<String>> invoke(List<Delivery> batch) {
        return CompletableFuture.supplyAsync(() -> {
            Set<String> failed = work(batch);
            batch.stream().filter(delivery -> !failed.contains(delivery.messageId()))
                .forEach(delivery -> engine.jobsQueue.delete(delivery.receiptHandle()));
            return failed;
        });
    }

    private Set<String> work(List<Delivery> batch) {
        return worker.work(batch, ticking.instant().plus(limits.function()).plus(TAKING));
    }

    /** Submits elements that are known to take a millisecond. */
    private void submitKnown(Object element) {
        JobSpec job = Jobs.of("test", Jobs.list(1, 64, engine.clock));
        engine.store.create(job, "{}");
        engine.jobsQueue.send(List.of(new Span(job, "{}", IndexRuns.of(0, 1), Optional.of(List.of(element)),
            Span.Origin.SUBMIT).withCost(Optional.of(Duration.ofMillis(1)))));
        engine.store.publish(job.id());
    }

    private JobSpec submit(Object... elements) {
        JobSpec job = Jobs.of("test", Jobs.list(elements.length, 64, engine.clock));
        engine.submit(job, elements);
        return job;
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }

    private void awaitEnd(JobSpec job) throws InterruptedException {
        while (!engine.job(job).hasEnded()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
