package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.task.Catalogue;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What results take, how a job is ended that has too many of them, and one that keeps no values. */
final class ResultBytesTest {

    private static final int ELEMENTS = 200;
    /** {@code {"index":0,"value":0}} up to {@code {"index":199,"value":199}}. */
    private static final long BYTES =
        LongStream.range(0, ELEMENTS).mapToObj(Long::toString).mapToLong(n -> 19 + 2L * n.length()).sum();

    private Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 50, 4})
    void jobThatJustFitsIsCompletedAndTellsItsBytes(int blockSize) {
        Job job = run(Jobs.bounded(BYTES, list(blockSize)));

        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.tally().effort().resultBytes()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 50, 4})
    void jobWithAByteTooManyIsGivenUpWithAReason(int blockSize) {
        Job job = run(Jobs.bounded(BYTES - 1, list(blockSize)));

        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(job.ending().flatMap(Ending::reason).orElseThrow()).contains((BYTES - 1) + " bytes");
        assertThat(engine.outcomes(job.spec())).hasSize(ELEMENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 50, 4})
    void bytesAreCountedOnceWhereverAWorkerDies(int blockSize) {
        for (int call = 1; call <= 40; call++) {
            engine.close();
            engine = new Engine();
            JobSpec spec = Jobs.bounded(BYTES, list(blockSize));
            engine.submit(spec, elements());
            engine.crash(call / 2 + 1, call % 2 == 1);
            try {
                engine.step(engine.worker());
            } catch (Engine.Crash e) {
                engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
            }
            engine.crash(Integer.MAX_VALUE / 4, false);
            engine.drain(engine.worker());

            assertThat(engine.job(spec).tally().effort().resultBytes()).as("after a crash at call " + call)
                .isEqualTo(BYTES);
            assertThat(engine.job(spec).status()).isEqualTo(Status.COMPLETED);
        }
    }

    @ParameterizedTest
    @CsvSource({"256", "50", "4"})
    void discardedValuesAreCountedAndReducedAndNotKept(int blockSize) {
        JobSpec spec = Jobs.bounded(0, Jobs.discarding(Jobs.reducing("{\"name\":\"sum\"}", list(blockSize))));

        Job job = run(spec);

        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.succeeded()).isEqualTo(ELEMENTS);
        assertThat(engine.outcomes(spec)).isEmpty();
        assertThat(new Reductions(Catalogue.of(List.of())).of(spec).orElseThrow().result(engine.store.partials(job))
            .value()).hasToString(Long.toString(ELEMENTS * (ELEMENTS - 1L) / 2));
    }

    @Test
    void errorsOfAJobThatDiscardsAreKeptWithTheirElements() {
        JobSpec spec = Jobs.discarding(Jobs.of("test", Jobs.list(3, 64, engine.clock)));
        engine.submit(spec, 1L, "throw", 2L);
        engine.drain(engine.worker());

        assertThat(engine.outcomes(spec)).singleElement().asString().contains("\"index\":1,\"error\"");
        assertThat(engine.job(spec).tally().effort().resultBytes())
            .isEqualTo(engine.outcomes(spec).get(0).length() + "\"throw\"".length());
    }

    @Test
    void partsOfDiscardedValuesThatBecomeOneKeepTheirCredit() {
        JobSpec spec = Jobs.discarding(Jobs.list(ELEMENTS, ELEMENTS, engine.clock));
        engine.submit(spec, elements());
        var delivery = engine.jobsQueue.receive(1).get(0);
        engine.forksQueue.send(dev.elementwise.queue.SpanCodec.decode(delivery.body())
            .split(ELEMENTS, dev.elementwise.queue.Span.Origin.FORK));
        engine.jobsQueue.delete(delivery.receiptHandle());

        engine.drain(engine.worker());

        assertThat(engine.job(spec).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(spec).succeeded()).isEqualTo(ELEMENTS);
        assertThat(engine.job(spec).soleBlock().parts()).hasSizeLessThan(ELEMENTS);
        assertThat(engine.job(spec).soleBlock().covered().size()).isEqualTo(ELEMENTS);
    }

    private JobSpec list(int blockSize) {
        return Jobs.list(ELEMENTS, blockSize, engine.clock);
    }

    private Job run(JobSpec spec) {
        engine.submit(spec, elements());
        engine.drain(engine.worker());
        return engine.job(spec);
    }

    private static Object[] elements() {
        return LongStream.range(0, ELEMENTS).boxed().toArray();
    }
}
