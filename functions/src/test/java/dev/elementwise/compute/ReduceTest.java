package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.status.ReducedValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReduceTest {

    private static final String SUM = "{\"name\":\"sum\"}";
    private static final int ELEMENTS = 200;

    private Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"256", "64", "10", "1"})
    void sumIsThatOfTheValuesWhateverTheBlocks(int blockSize) {
        JobSpec job = job(blockSize);
        engine.submit(job, elements());

        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(reduced(job)).isEqualTo(new Reduction.Result(sum(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"256", "64", "10", "1"})
    void secondWorkersAddNothing(int blockSize) {
        JobSpec job = job(blockSize);
        engine.submit(job, elements());
        List<Delivery> batch = engine.jobsQueue.receive(10);
        engine.worker().work(batch, engine.deadline());
        engine.worker().work(batch, engine.deadline());

        engine.drain(engine.worker());

        assertThat(reduced(job).value()).isEqualTo(sum());
    }

    @ParameterizedTest
    @CsvSource({"256", "50", "4"})
    void sumIsTheSameWhereverAWorkerDies(int blockSize) {
        for (int call = 1; call <= 40; call++) {
            engine.close();
            engine = new Engine();
            JobSpec job = job(blockSize);
            engine.submit(job, elements());
            engine.crash(call / 2 + 1, call % 2 == 1);
            try {
                engine.step(engine.worker());
            } catch (Engine.Crash e) {
                engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
            }
            engine.crash(Integer.MAX_VALUE / 4, false);
            engine.drain(engine.worker());

            assertThat(reduced(job).value()).as("after a crash at call " + call).isEqualTo(sum());
        }
    }

    @Test
    void partsOfABlockInAnyOrderGiveTheSame() {
        for (int seed = 0; seed < 20; seed++) {
            engine.close();
            engine = new Engine();
            Random random = new Random(seed);
            JobSpec job = job(random.nextBoolean() ? 256 : 50);
            engine.submit(job, elements());
            Delivery delivery = engine.jobsQueue.receive(1).get(0);
            engine.forksQueue.send(SpanCodec.decode(delivery.body())
                .split(1 + random.nextInt(20), Span.Origin.FORK));
            engine.jobsQueue.delete(delivery.receiptHandle());
            List<Delivery> pieces = new ArrayList<>(engine.forksQueue.receive(100));
            Collections.shuffle(pieces, random);
            Worker worker = engine.worker();
            pieces.forEach(piece -> engine.settle(worker, List.of(piece)));
            engine.drain(worker);

            assertThat(reduced(job).value()).as("seed " + seed).isEqualTo(sum());
        }
    }

    @Test
    void valueThatCannotBeTakenIsToldAndCostsNoOutcome() {
        JobSpec job = Jobs.reducing(SUM, Jobs.of("test", Jobs.list(3, 64, engine.clock)));
        engine.submit(job, 1L, "two", 3L);

        engine.drain(engine.worker());

        assertThat(engine.job(job).succeeded()).isEqualTo(3);
        assertThat(reduced(job).value()).isNull();
        assertThat(reduced(job).error().orElseThrow()).hasToString("{index=1, message=not a number}");
    }

    @ParameterizedTest
    @CsvSource({"endless, 1", "slow, 0"})
    void reducerThatKeepsACoreCostsItsJobTheResultAndTheEnvironmentItsLife(String reducer, int halts) {
        JobSpec job = Jobs.reducing("{\"name\":\"" + reducer + "\"}", Jobs.of("test", Jobs.list(3, 64, engine.clock)));
        engine.submit(job, 1L, 2L, 3L);
        Limits limits = Limits.of(Duration.ofSeconds(60)).withReducer(Duration.ofMillis(50));

        engine.step(engine.worker(limits, engine.clock));

        assertThat(engine.halts).hasValue(halts);
        assertThat(engine.firstSpansAtHalt).as("what there is when it ends").isNotPositive();
        assertThat(engine.jobsQueue.size()).isZero();
        assertThat(engine.job(job).succeeded()).isEqualTo(3);
        assertThat(reduced(job).error().orElseThrow().toString()).contains("the reducer took more than 0.05 s");
    }

    /** Wherever it does, in one block or several; the worker is taken down once. */
    @ParameterizedTest
    @CsvSource({"deadly-partial, 256", "deadly-partial, 10", "deadly-partial, 1", "deadly-combine, 256",
        "deadly-combine, 10", "deadly-combine, 1", "deadly-result, 256", "deadly-result, 10", "deadly-result, 1"})
    void reducerThatTakesItsProcessDownCostsItsJobTheResultAlone(String reducer, int blockSize) {
        JobSpec job = Jobs.reducing("{\"name\":\"" + reducer + "\"}",
            Jobs.of("test", Jobs.list(ELEMENTS, blockSize, engine.clock)));
        JobSpec neighbour = job(blockSize);
        engine.submit(job, elements());
        engine.submit(neighbour, elements());

        assertThatThrownBy(() -> engine.step(engine.worker())).isInstanceOf(OutOfMemoryError.class);
        engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.outcomes(job)).isEqualTo(engine.outcomes(neighbour));
        assertThat(reduced(job).error().orElseThrow().toString()).contains("the reducer took its process down");
        assertThat(reduced(neighbour)).isEqualTo(new Reduction.Result(sum(), Optional.empty()));
        assertThat(engine.isolation.alive()).isZero();
    }

    @Test
    void wantOfAChildIsNoErrorOfTheReducer() {
        JobSpec job = Jobs.reducing("{\"name\":\"deadly-partial\"}", Jobs.of("test", Jobs.list(3, 64, engine.clock)));
        engine.submit(job, 1L, 2L, 3L);
        assertThatThrownBy(() -> engine.step(engine.worker())).isInstanceOf(OutOfMemoryError.class);
        engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
        engine.isolation.startAtMost(1);

        engine.step(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.QUEUED);
        engine.isolation.startAtMost(Integer.MAX_VALUE);
        engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
        engine.drain(engine.worker());
        assertThat(engine.job(job).succeeded()).isEqualTo(3);
        assertThat(reduced(job).error().orElseThrow().toString()).contains("the reducer took its process down");
    }

    private Reduction.Result reduced(JobSpec job) {
        return new ReducedValues(engine.store, () -> {
            throw new AssertionError("the result of job " + job.id() + " is not kept");
        }).of(engine.job(job));
    }

    private JobSpec job(int blockSize) {
        return Jobs.reducing(SUM, Jobs.of("test", Jobs.list(ELEMENTS, blockSize, engine.clock)));
    }

    /** Numbers of which sums of doubles would differ by their order; every seventh element fails. */
    private static @Nullable Object[] elements() {
        @Nullable Object[] elements = new Object[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
            elements[i] = i % 7 == 6 ? "throw" : new BigDecimal((i % 3 - 1) + "." + (i + 1) + "e" + (i % 50 - 25));
        }
        return elements;
    }

    private static Object sum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object element : elements()) {
            sum = element instanceof BigDecimal number ? sum.add(number) : sum;
        }
        return sum.round(MathContext.DECIMAL128).stripTrailingZeros();
    }
}
