package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of outcomes that wait for elements in flight, in virtual time. Elements of a second, thought to take
 * half of it, have their slice of nine seconds: then 4 and 12 are in flight, 13 to 23 are handed on, and the other
 * outcomes wait for two seconds.
 */
final class CommitDelayTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF = Duration.ofMillis(500);
    private static final Duration TOLD = HALF;
    private static final long EARLY = 4;
    private static final long LAST = 12;
    private static final long ALL = 24;
    private static final IndexRuns DONE =
        IndexRuns.union(List.of(new IndexRun(0, EARLY), new IndexRun(EARLY + 1, LAST)));

    private static final Duration END_OF_THE_WAIT = Duration.ofSeconds(11);

    private final Engine engine = new Engine();
    private final Instant begin = engine.clock.instant();
    private final JobSpec job = Jobs.of("test", Jobs.list(4_000, 100, engine.clock));
    /** What other elements do than to take a second. */
    private final Map<Object, Runnable> others = new HashMap<>();
    private final List<Object> started = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean waited = new AtomicBoolean();

    @BeforeEach
    void submit() {
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        engine.task.first = this::take;
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void elementThatIsOverItsTimeMeanwhileEndsTheWait() {
        others.put(EARLY, () -> VirtualLanes.spend(MINUTE));
        others.put(LAST, () -> waitThen(MINUTE));

        step(Duration.ofSeconds(8));

        assertThat(engine.halts).hasValue(1);
        assertThat(engine.clock.instant()).isBefore(begin.plus(END_OF_THE_WAIT));
        assertThat(engine.block(job, 0).version()).isEqualTo(1);
        assertThat(engine.block(job, 0).covered()).isEqualTo(IndexRuns.of(0, LAST));
        assertThat(engine.outcomes(job).get((int) EARLY)).contains("ElementTimedOut");
        assertThat(indices(handedOn(), Span.Origin.FORK)).isEqualTo(IndexRuns.of(LAST, ALL));
    }

    @Test
    void memoryThatIsExhaustedMeanwhileEndsTheWaitAndWhatIsInFlightIsSuspect() {
        others.put(EARLY, () -> {
            VirtualLanes.spend(Duration.ofSeconds(8));
            throw new OutOfMemoryError("as asked");
        });
        others.put(LAST, () -> waitThen(MINUTE));

        step(MINUTE);

        assertThat(engine.halts).hasValue(1);
        assertThat(engine.clock.instant()).isBefore(begin.plus(END_OF_THE_WAIT));
        assertThat(engine.block(job, 0).version()).isEqualTo(1);
        assertThat(engine.block(job, 0).covered()).isEqualTo(DONE);
        List<Span> handedOn = handedOn();
        assertThat(indices(handedOn, Span.Origin.SUSPECT)).isEqualTo(
            IndexRuns.union(List.of(new IndexRun(EARLY, EARLY + 1), new IndexRun(LAST, LAST + 1))));
        assertThat(indices(handedOn, Span.Origin.FORK)).isEqualTo(IndexRuns.of(LAST + 1, ALL));
    }

    /** The one that is in flight ends soon, or never. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWaitsOfAJobThatIsCancelledMeanwhileIsDropped(boolean soon) {
        others.put(EARLY, () -> VirtualLanes.spend(soon ? Duration.ofMillis(8_500) : MINUTE));
        others.put(LAST, () -> {
            waitThen(Duration.ZERO);
            engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        });

        step(MINUTE);

        assertThat(engine.clock.instant()).isBefore(begin.plusMillis(11_500));
        assertThat(engine.halts).hasValue(soon ? 0 : 1);
        assertThat(engine.outcomes(job)).isEmpty();
        started.clear();
        engine.drain(engine.worker());
        assertThat(started).isEmpty();
        assertThat(engine.job(job).status()).isEqualTo(Status.CANCELLED);
        assertThat(engine.job(job).succeeded()).isZero();
    }

    @Test
    void whatIsDoneIsCommittedBeforeItsMessageComesAgainIfTheQueueTakesNothing() {
        others.put(EARLY, () -> VirtualLanes.spend(Duration.ofMillis(7_500)));
        engine.beforeCall = () -> {
            if (isWithin("handOnAround")) {
                waited.set(engine.block(job, 0).version() == 0);
                throw new QueueUnavailableException("as asked", null);
            }
        };

        step(MINUTE);

        assertThat(engine.block(job, 0).covered()).isEqualTo(DONE);
        assertThat(engine.forksQueue.sent()).isEqualTo(1);
        assertThat(engine.forksQueue.size()).isEqualTo(1);
        engine.beforeCall = () -> { };
        started.clear();
        engine.drain(engine.worker());
        assertThat(started).hasSize((int) (ALL - DONE.size()));
        assertThat(engine.block(job, 0).covered()).isEqualTo(IndexRuns.of(0, ALL));
    }

    @Test
    void tableThatDoesNotAnswerThenIsAskedAgainAtTheBatchsEnd() {
        AtomicInteger asked = new AtomicInteger();
        others.put(EARLY, () -> VirtualLanes.spend(Duration.ofSeconds(10)));
        others.put(LAST, () -> waitThen(HALF));
        engine.beforeCall = () -> {
            if (isWithin("commitSoFar")) {
                asked.incrementAndGet();
                throw new StoreUnavailableException("as asked", null);
            }
        };

        step(MINUTE);

        assertThat(asked).hasValue(1);
        assertThat(engine.block(job, 0).version()).isEqualTo(1);
        assertThat(engine.block(job, 0).covered()).isEqualTo(IndexRuns.of(0, LAST + 1));
        assertThat(engine.halts).hasValue(0);
        assertThat(indices(handedOn(), Span.Origin.FORK)).isEqualTo(IndexRuns.of(LAST + 1, ALL));
        Effort effort = engine.block(job, 0).effort();
        assertThat(effort.invocations()).isEqualTo(1);
        assertThat(effort.messages()).isEqualTo(1);
        assertThat(effort.laneNanos()).as("of two lanes").isEqualTo(Duration.ofSeconds(24).toNanos());
        assertThat(engine.forksQueue.size()).as("its own message is done").isEqualTo(1);
    }

    @Test
    void manyMegabytesOfOutcomesDoNotWait() {
        JobSpec large = Jobs.of("test", Jobs.list(400_000, 1_000, engine.clock));
        engine.store.create(large, "{}");
        engine.store.publish(large.id());
        List<@Nullable Object> elements = new ArrayList<>(Collections.nCopies(500, "bulky"));
        elements.set(0, "slow");
        AtomicInteger commits = new AtomicInteger();
        others.put("bulky", () -> VirtualLanes.spend(Duration.ofMillis(10)));
        others.put("slow", () -> {
            VirtualLanes.spend(Duration.ofSeconds(5));
            commits.set(engine.block(large, 0).version());
        });
        engine.forksQueue.send(List.of(new Span(large, "{}", IndexRuns.of(0, 500), Optional.of(elements),
            Span.Origin.FORK).withCost(Optional.of(Duration.ofMillis(10)))));

        engine.step(worker(MINUTE));

        assertThat(started).as("the slice is cut short").hasSizeLessThan(500);
        assertThat(commits).hasValue(1);
        assertThat(engine.block(large, 0).version()).isEqualTo(2);
    }

    private void take(@Nullable Object element) {
        started.add(element);
        others.getOrDefault(element, () -> VirtualLanes.spend(SECOND)).run();
    }

    /** Goes on until outcomes wait, and then for some time. */
    private void waitThen(Duration time) {
        VirtualLanes.spend(HALF);
        waited.set(engine.forksQueue.sent() > 1 && engine.block(job, 0).version() == 0);
        VirtualLanes.spend(time);
    }

    private Worker worker(Duration elementLimit) {
        return engine.virtualWorker(Limits.of(elementLimit).withWorkers(2), 2);
    }

    /** Works on elements of which some outcomes wait. */
    private void step(Duration elementLimit) {
        engine.sendFork(job, 0, ALL, Optional.of(TOLD));
        engine.step(worker(elementLimit));
        assertThat(waited).as("outcomes have waited").isTrue();
    }

    private List<Span> handedOn() {
        return engine.forksQueue.receive(100).stream().map(delivery -> SpanCodec.decode(delivery.body())).toList();
    }

    private static IndexRuns indices(List<Span> spans, Span.Origin origin) {
        return IndexRuns.union(spans.stream().filter(span -> span.origin() == origin)
            .flatMap(span -> span.indices().runs().stream()).toList());
    }

    private static boolean isWithin(String method) {
        return StackWalker.getInstance().walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(method)));
    }
}
