package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Status;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker takes itself while one of its lanes is busy, in virtual time. */
final class SupplyTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Engine engine = new Engine();
    private final JobSpec job = Jobs.of("test", Jobs.list(300, 10, engine.clock));
    private final Worker worker = engine.virtualWorker(2);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void laneThatHasNothingLeftTakesFurtherSpansWhileAnotherIsBusy() {
        begin();
        engine.forksQueue.send(List.of(span(0, 10, Origin.FORK), span(10, 20, Origin.FORK), span(20, 30, Origin.FORK)));

        Instant began = engine.clock.instant();
        assertThat(engine.step(worker)).isTrue();

        assertThat(engine.forksQueue.size()).as("messages that are left").isZero();
        assertThat(engine.task.computed).hasValue(30);
        assertThat(engine.job(job).tally().succeeded()).isEqualTo(30);
        assertThat(Duration.between(began, engine.clock.instant())).isLessThan(LONG.plusSeconds(1));
    }

    @Test
    void threadsGoOnWithWhatIsTakenWhileAnElementRuns() {
        CountDownLatch lastOfNextSpan = new CountDownLatch(1);
        begin();
        engine.task.first = element -> {
            if ((Long) element == 0) {
                await(lastOfNextSpan);
            } else if ((Long) element == 19) {
                lastOfNextSpan.countDown();
            }
        };
        engine.forksQueue.send(List.of(span(0, 10, Origin.FORK), span(10, 20, Origin.FORK)));
        Clock time = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), engine.clock.instant()));

        engine.step(engine.worker(Limits.of(Duration.ofSeconds(60)), time));

        assertThat(lastOfNextSpan.getCount()).isZero();
        assertThat(engine.forksQueue.size()).isZero();
        assertThat(engine.job(job).tally().succeeded()).isEqualTo(20);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneThatHasTimeForNoFurtherElementTakesNoFurtherSpan() {
        begin();
        engine.forksQueue.send(List.of(span(0, 10, Origin.FORK), span(10, 20, Origin.FORK)));

        List<Delivery> batch = engine.forksQueue.receive(1);
        worker.work(batch, engine.clock.instant().plusSeconds(63));

        assertThat(engine.task.computed).hasValue(10);
        assertThat(engine.forksQueue.size()).isEqualTo(2);
    }

    @Test
    void oneThatWorksOnASpanOfASubmitTakesNoFurtherSpan() {
        begin();
        engine.jobsQueue.send(List.of(span(0, 10, Origin.SUBMIT)));
        engine.forksQueue.send(List.of(span(10, 20, Origin.FORK)));

        engine.step(worker);

        assertThat(engine.task.computed).hasValue(10);
        assertThat(engine.forksQueue.receive(10)).hasSize(1);
    }

    @Test
    void suspectIsRunAfterTheOthersAndEndsTheTaking() {
        begin();
        engine.forksQueue.send(List.of(span(0, 10, Origin.FORK), span(10, 20, Origin.SUSPECT),
            span(20, 30, Origin.FORK)));

        engine.step(worker);

        assertThat(engine.isolation.children()).as("children").isPositive();
        assertThat(engine.job(job).tally().succeeded()).isEqualTo(20);
        assertThat(engine.forksQueue.size()).isEqualTo(1);
    }

    @Test
    void workerThatDiesWithSpansThatItTookLosesNothing() {
        for (int call = 1; call < 40; call++) {
            try (Engine mortal = new Engine()) {
                JobSpec small = Jobs.of("test", Jobs.list(30, 10, mortal.clock));
                mortal.task.first = SupplyTest::takeTime;
                mortal.store.create(small, "{}");
                mortal.store.publish(small.id());
                mortal.forksQueue.send(List.of(span(small, 0, 10, Origin.FORK), span(small, 10, 20, Origin.FORK),
                    span(small, 20, 30, Origin.FORK)));
                Worker first = mortal.virtualWorker(2);
                mortal.crash(call, call % 2 == 0);
                try {
                    mortal.step(first);
                } catch (Engine.Crash e) {
                    mortal.crash(Integer.MAX_VALUE / 4, false);
                    mortal.clock.forward(Engine.VISIBILITY.plusSeconds(1));
                }
                mortal.drain(mortal.virtualWorker(2));

                assertThat(mortal.job(small).status()).as("after a crash at call " + call).isEqualTo(Status.COMPLETED);
                assertThat(mortal.job(small).tally().succeeded()).isEqualTo(30);
            }
        }
    }

    /** The first element takes long, all others a tenth of a second. */
    private void begin() {
        engine.task.first = SupplyTest::takeTime;
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
    }

    private static void takeTime(@Nullable Object element) {
        VirtualLanes.spend(Objects.requireNonNull((Long) element) == 0 ? LONG : Duration.ofMillis(100));
    }

    private Span span(long from, long to, Origin origin) {
        return span(job, from, to, origin);
    }

    private static Span span(JobSpec job, long from, long to, Origin origin) {
        return new Span(job, "{}", IndexRuns.of(from, to),
            Optional.of(Arrays.asList(LongStream.range(from, to).boxed().toArray())), origin);
    }
}
