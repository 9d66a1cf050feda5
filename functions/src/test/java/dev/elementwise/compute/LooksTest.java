package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an invocation's batches tell one another of their jobs. */
final class LooksTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final List<String> reads = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable beforeRead = () -> { };
    private @Nullable Supplier<Optional<Job>> glance;
    private final Looks looks = new Looks(readable(), clock);
    private final JobSpec job = Jobs.of("test", Jobs.list(1, 1, clock));

    @BeforeEach
    void submit() {
        store.create(job, "{}");
        store.publish(job.id());
    }

    @Test
    void jobIsReadOnceInAboutASecond() {
        looks.glance(job.id());
        store.end(job.id(), Ending.cancelled(clock.instant()));

        clock.forward(Duration.ofMillis(949));
        assertThat(looks.glance(job.id()).job().orElseThrow().hasEnded()).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(looks.glance(job.id()).job().orElseThrow().hasEnded()).isTrue();

        assertThat(reads).containsExactly("glance", "glance");
    }

    @Test
    void whatWasReadJustNowIsGoodEnoughToCommitTo() {
        looks.glance(job.id());

        clock.forward(Duration.ofMillis(200));
        looks.recent(job.id());
        assertThat(reads).containsExactly("glance");
        clock.forward(Duration.ofMillis(1));
        looks.recent(job.id());

        assertThat(reads).containsExactly("glance", "find");
    }

    @Test
    void glanceNowReadsWhateverIsKnownAndOthersKnowItThen() {
        looks.read(job.id());

        looks.glanceNow(job.id());
        looks.recent(job.id());

        assertThat(reads).containsExactly("find", "glance");
    }

    @Test
    void lookTellsSinceWhenItMayBeOutOfDate() {
        clock.forward(Duration.ofSeconds(1));
        beforeRead = () -> clock.forward(Duration.ofMillis(300));

        assertThat(looks.glance(job.id()).at()).isEqualTo(clock.instant().minusMillis(300));
    }

    @Test
    void nobodyWaitsForWhatAnotherBatchReads() {
        Looks.Look first = looks.glance(job.id());
        clock.forward(Duration.ofSeconds(1));
        AtomicReference<Looks.Look> meanwhile = new AtomicReference<>();
        beforeRead = () -> meanwhile.set(looks.glance(job.id()));

        Looks.Look second = looks.glance(job.id());

        assertThat(meanwhile).hasValue(first);
        assertThat(second.at()).isEqualTo(clock.instant());
        assertThat(reads).hasSize(2);
        assertThat(looks.glance(job.id())).isEqualTo(second);
    }

    /** Each batch has a thread of its own. */
    @Test
    void ofBatchesThatAskAtTheSameTimeOneReads() throws Exception {
        Looks.Look first = looks.glance(job.id());
        clock.forward(Duration.ofSeconds(1));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        beforeRead = () -> {
            asked.countDown();
            if (reads.size() == 2) {
                await(answered);
            }
        };

        CompletableFuture<Looks.Look> one = CompletableFuture.supplyAsync(this::glance, LooksTest::start);
        asked.await();
        List<CompletableFuture<Looks.Look>> others = Stream.generate(
            () -> CompletableFuture.supplyAsync(this::glance, LooksTest::start)).limit(3).toList();

        for (CompletableFuture<Looks.Look> other : others) {
            assertThat(other.get()).isEqualTo(first);
        }
        assertThat(one).isNotDone();
        answered.countDown();
        assertThat(one.get().at()).isEqualTo(clock.instant());
        assertThat(looks.glance(job.id())).isEqualTo(one.get());
        assertThat(reads).containsExactly("glance", "glance");
    }

    @Test
    void readThatIsNotAnsweredKeepsOthersFromReadingForAFifthOfASecond() {
        Looks.Look first = looks.glance(job.id());
        clock.forward(Duration.ofSeconds(1));
        List<Looks.Look> meanwhile = new ArrayList<>();
        beforeRead = () -> {
            beforeRead = () -> { };
            clock.forward(Duration.ofMillis(199));
            meanwhile.add(looks.glance(job.id()));
            clock.forward(Duration.ofMillis(1));
            store.end(job.id(), Ending.cancelled(clock.instant()));
            meanwhile.add(looks.glance(job.id()));
        };

        looks.glance(job.id());

        assertThat(meanwhile.get(0)).isEqualTo(first);
        assertThat(meanwhile.get(1).job().orElseThrow().hasEnded()).isTrue();
        assertThat(looks.glance(job.id())).as("what was asked for last, in whatever order answers come")
            .isEqualTo(meanwhile.get(1));
    }

    @Test
    void endIsForGoodWhateverAGlanceSays() {
        Optional<Job> open = store.find(job.id());
        store.end(job.id(), Ending.cancelled(clock.instant()));
        looks.read(job.id());
        clock.forward(Duration.ofSeconds(1));
        glance = () -> open;

        assertThat(looks.glance(job.id()).job().orElseThrow().hasEnded()).isTrue();
        assertThat(reads).containsExactly("find", "glance");
    }

    @Test
    void jobThatIsNotThereIsLookedForConsistently() {
        assertThat(looks.glance(JobId.create(clock.instant(), new Random(1))).job()).isEmpty();

        assertThat(reads).containsExactly("glance", "find");
    }

    @Test
    void whatCannotBeReadIsReadAgain() {
        looks.glance(job.id());
        clock.forward(Duration.ofSeconds(1));
        beforeRead = () -> {
            throw new StoreUnavailableException("Throttled", new IllegalStateException());
        };
        assertThatThrownBy(() -> looks.glance(job.id())).isInstanceOf(StoreUnavailableException.class);
        beforeRead = () -> { };

        assertThat(looks.glance(job.id()).at()).isEqualTo(clock.instant());
    }

    /** Of a job that has five batches in an invocation. */
    @Test
    void batchesOfAnInvocationLookAtTheirJobTogether() {
        Span span = new Span(job, "{}", IndexRuns.of(0, 1), Optional.of(List.of(1)), Span.Origin.FORK);
        SpanWork work = new SpanWork(new Delivery("message", "receipt", "", 1, clock.instant(), "queue"), span, span,
            Map.of(), 1);
        List<Attendance> attendances = new ArrayList<>();
        for (int tick = 0; tick < 480; tick++) {
            clock.forward(Duration.ofMillis(10));
            if (tick < 100 && tick % 20 == 0) {
                attendances.add(new Attendance(new Batch(List.of(work)), store, looks, clock));
            }
            attendances.forEach(Attendance::run);
        }

        assertThat(reads).as("in 4.8 s, each 0.95 s").hasSize(5).containsOnly("glance");
    }

    private Looks.Look glance() {
        return looks.glance(job.id());
    }

    private static void start(Runnable batch) {
        new Thread(batch, "batch").start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JobStore readable() {
        return (JobStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JobStore.class},
            (self, method, args) -> {
                reads.add(method.getName());
                beforeRead.run();
                return method.getName().equals("glance") && glance != null ? glance.get() : method.invoke(store, args);
            });
    }
}
