package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Span;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On how many functions a job with {@code maxConcurrency} is at a time, where functions die and take further batches.
 * There are 24, and another job's long elements keep one of the lanes of many of them.
 */
final class PlacesTest {

    private static final int FUNCTIONS = 12;
    private static final int ELEMENTS = 200;
    private static final String LONG = "long";

    private final Site site = new Site(Site.Terms.of(FUNCTIONS));

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "1, 20000", "3, 100", "3, 5000", "3, 20000", "7, 700"})
    void furtherBatchesKeepToThePlaces(int most, long millis) {
        occupy(millis);

        JobSpec job = submit(most, "fine");
        site.run();

        assertThat(site.engine.furtherBatches).hasPositiveValue();
        assertThat(site.engine.job(job).succeeded()).isEqualTo(ELEMENTS);
        assertThat(site.elements.mostFunctions()).isBetween(1, most);
    }

    @ParameterizedTest
    @CsvSource({"1, halts", "3, halts", "1, exits", "3, exits", "1, spins", "3, spins"})
    void messagesThatComeAgainKeepToThePlaces(int most, String kind) {
        occupy(100);

        JobSpec job = submit(most, kind, 77, 133);
        site.run();

        assertThat(site.engine.job(job).failed()).isEqualTo(2);
        assertThat(site.elements.mostFunctions()).isBetween(1, most);
    }

    /** Those in flight where the memory is exhausted go on alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void suspectsOfExhaustedMemoryHaveTenPlacesMore(int most) {
        occupy(100);

        JobSpec job = submit(most, VirtualElements.EXHAUSTS, 77, 133);
        site.run();

        assertThat(site.engine.job(job).failed()).isEqualTo(2);
        assertThat(site.elements.mostFunctions()).isBetween(1, most + 10);
    }

    @ParameterizedTest
    @CsvSource({"1, 77, 77", "1, 77, 133", "3, 20, 133"})
    void piecesOfWhatFellsTheEnvironmentHaveTenPlacesMore(int most, int one, int other) {
        occupy(1_000);

        JobSpec job = submit(most, VirtualElements.FELLS, one, other);
        site.run(Duration.ofMinutes(20));

        assertThat(site.elements.mostFunctions()).isBetween(1, most + 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void openJobKeepsToItsPlaces(int most) {
        occupy(700);
        OpenEngine open = new OpenEngine(site.engine);
        JobSpec job = open.submitLimited(most);

        for (int part = 0; part < 3; part++) {
            open.add(job, "key-" + part, 60L * part, 60L * part + 60);
            site.run();
        }
        open.close(job);

        assertThat(site.engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(site.engine.job(job).succeeded()).isEqualTo(180);
        assertThat(site.elements.mostFunctions()).isBetween(1, most);
    }

    /** Lets the job's elements take so long, and each function that takes forks have one lane left. */
    private void occupy(long millis) {
        site.elements.watch(element -> !element.equals(LONG));
        site.elements.cost(element -> element.equals(LONG) ? Duration.ofSeconds(50) : Duration.ofMillis(millis));
        JobSpec others = Jobs.of("test", Jobs.list(FUNCTIONS, 64, site.engine.clock));
        site.engine.store.create(others, "{}");
        site.engine.store.publish(others.id());
        for (int index = 0; index < FUNCTIONS; index++) {
            site.engine.forksQueue.send(List.of(new Span(others, "{}", IndexRuns.of(index, index + 1),
                Optional.of(List.of(LONG)), Span.Origin.FORK)));
        }
        site.run(Duration.ofSeconds(3));
    }

    private JobSpec submit(int most, String kind, int... at) {
        JobSpec job = Jobs.limited(most, Jobs.of("test", Jobs.list(ELEMENTS, 64, site.engine.clock)));
        Object[] elements = LongStream.range(0, ELEMENTS).boxed().toArray();
        for (int index : at) {
            elements[index] = kind;
        }
        site.engine.submit(job, elements);
        return job;
    }
}
