package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that end their process without a word, as {@code Runtime.halt} or a crash of native code does. */
final class SilentKillersTest {

    private static final int TOTAL = 1_000;
    /** How long an invocation holds its messages. */
    private static final Duration VISIBILITY = Limits.of(Duration.ofSeconds(60)).visibility();
    /** In which a thousand elements of up to 0.1 s are computed on eight lanes, most of them in children. */
    private static final Duration COMPUTING = Duration.ofSeconds(30);

    private final Site site = new Site(Site.Terms.of(4));
    private final JobSpec job = Jobs.of("test", Jobs.list(TOTAL, 64, site.engine.clock));
    private final Instant submitted = site.engine.clock.instant();

    @AfterEach
    void close() {
        site.close();
    }

    /** The clause is three timeouts; one is what it takes to miss the function. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 10", "0, 100", "1, 50", "617, 0", "617, 10", "617, 100", "999, 0", "999, 10", "999, 100"})
    void killerAmongAThousandIsToldApartAfterOneVisibilityTimeout(int at, long millis) {
        site.elements.cost(Duration.ofMillis(millis));

        site.engine.submit(job, elements(VirtualElements.HALTS, at));
        site.run();

        assertToldApart(at);
        assertThat(took()).isLessThan(VISIBILITY.plus(COMPUTING));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoKillersAreToldApartInTheSameTime(long seed) {
        Random random = new Random(seed);
        int one = random.nextInt(TOTAL);
        int other = (one + 1 + random.nextInt(seed % 2 == 0 ? TOTAL - 1 : 3)) % TOTAL;
        site.elements.cost(Duration.ofMillis(random.nextInt(100)));

        site.engine.submit(job, elements(VirtualElements.HALTS, one, other));
        site.run();

        assertToldApart(one, other);
        assertThat(took()).isLessThan(VISIBILITY.plus(COMPUTING));
    }

    /** Three times, where the work itself takes two of them. */
    @Test
    void killerAmongElementsThatTakeLongIsToldApartWithinThreeVisibilityTimeouts() {
        site.elements.cost(Duration.ofSeconds(2));

        site.engine.submit(job, elements(VirtualElements.HALTS, 617));
        site.run();

        assertToldApart(617);
        assertThat(took()).isLessThan(VISIBILITY.multipliedBy(3));
    }

    /** Nobody holds what is known to be done in a moment, so the queue's own visibility timeout counts. */
    @Test
    void killerAmongElementsThatAreKnownToBeQuickIsToldApartAfterTheQueuesTimeout() {
        site.engine.store.create(job, "{}");
        site.engine.jobsQueue.send(List.of(new Span(job, "{}", IndexRuns.of(0, TOTAL),
            Optional.of(Arrays.asList(elements(VirtualElements.HALTS, 617))), Span.Origin.SUBMIT)
            .withCost(Optional.of(Duration.ofNanos(1_000)))));
        site.engine.store.publish(job.id());

        site.run();

        assertToldApart(617);
        assertThat(took()).isBetween(Site.VISIBILITY, Site.VISIBILITY.plus(COMPUTING));
    }

    /** Two timeouts for a thousand, for a tenth of them, and so on; tenths are cut at blocks, so that some are larger. */
    @Test
    void neighboursOfOneThatFellsTheWholeEnvironmentHaveTheirValuesWithinNineVisibilityTimeouts() {
        site.engine.submit(job, elements(VirtualElements.FELLS, 617));

        site.run(VISIBILITY.multipliedBy(9));

        assertThat(site.engine.job(job).succeeded()).isEqualTo(TOTAL - 1);
        assertThat(site.engine.job(job).failed()).isZero();
    }

    /** As in the first delivery, what a task takes to open is not its elements' time. */
    @Test
    void neighboursThatTakeNearlyAllTheirTimeHaveTheirValuesThoughTheirTaskOpensSlowly() {
        JobSpec slow = Jobs.of("test", Jobs.list(7, 64, site.engine.clock));
        site.elements.cost(element -> Duration.ofSeconds(element instanceof Long ? 58 : 1));
        site.engine.task.opening = params -> site.world.pass(Duration.ofSeconds(14));

        site.engine.submit(slow, VirtualElements.HALTS, 1L, 2L, 3L, 4L, 5L, 6L);
        site.run();

        assertThat(site.engine.job(slow).succeeded()).isEqualTo(6);
        assertThat(site.engine.outcomes(slow).get(0)).contains("WorkerCrashed");
        assertThat(site.cutOff()).isZero();
    }

    private Object[] elements(String killer, int... at) {
        Object[] elements = LongStream.range(0, TOTAL).boxed().toArray();
        Arrays.stream(at).forEach(index -> elements[index] = killer);
        return elements;
    }

    private void assertToldApart(int... killers) {
        assertThat(site.engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(site.engine.job(job).succeeded()).isEqualTo(TOTAL - killers.length);
        List<String> outcomes = site.engine.outcomes(job);
        for (int at : killers) {
            assertThat(outcomes.get(at)).contains("WorkerCrashed", "\"attempts\":2");
        }
    }

    private Duration took() {
        return Duration.between(submitted, site.engine.job(job).ending().orElseThrow().at());
    }
}
