package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small job behind a large one whose elements take longer than a slice, and which is on all functions. */
final class LongFairnessTest {

    private static final String SMALL = "small";
    private static final int SHORTEST = 30_000;
    private static final int LONGEST = 59_500;
    private static final Large LONG = new Large(90, SHORTEST, LONGEST, 250_000);
    private static final Large MANY = new Large(4_000, 500, 1_500, 80_000);
    /** A function that has just looked for first spans in vain looks again a second later. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Of the functions that start, and of calls. */
    private static final Duration STARTING = Duration.ofMillis(1_200);

    /** A lane has to get free, and the first that does is the small job's. */
    @ParameterizedTest
    @CsvSource({"1, 2, 0", "1, 2, 1", "1, 2, 2", "1, 2, 3", "1, 2, 4", "1, 2, 5", "1, 2, 6", "1, 2, 7", "1, 2, 8",
        "1, 1, 9", "1, 1, 10", "1, 6, 11", "1, 6, 12", "2, 2, 13", "2, 2, 14", "4, 2, 15"})
    void jobOfOneElementWaitsForTheLongestElementAtMost(int functions, int lanes, long seed) {
        Duration took = took(Site.Terms.of(functions).withLanes(lanes).shared(), LONG, new Random(seed));
        assertThat(took).isLessThan(Duration.ofMillis(LONGEST).plus(PAUSE).plus(STARTING));
    }

    /** Of elements that take up to half a slice the large job has 4,000 s on the same functions. */
    @ParameterizedTest
    @CsvSource({"1, 2, 1", "1, 2, 2", "1, 2, 3", "1, 6, 4", "2, 2, 5", "2, 6, 6", "4, 2, 7", "8, 6, 8"})
    void jobOfOneElementBehindManyIsAnsweredWithinTwoSlices(int functions, int lanes, long seed) {
        Duration took = took(Site.Terms.of(functions).withLanes(lanes).shared(), MANY, new Random(seed));

        assertThat(took).isLessThan(Duration.ofSeconds(6).plus(STARTING));
    }

    /** Nearly all of the large job's elements are over at once, but now and then all lanes have long ones. */
    @ParameterizedTest
    @CsvSource({"1, 50, 1", "1, 50, 2", "1, 200, 3", "1, 200, 4", "2, 50, 5", "2, 50, 6", "2, 200, 7", "6, 50, 8"})
    void jobOfOneElementBehindManyQuickAndSomeLongOnesWaitsForTheLongestAtMost(int lanes, int oneIn, long seed) {
        Random random = new Random(seed);
        LongSupplier cost = () -> random.nextInt(oneIn) == 0 ? random.nextLong(20_000, 50_000)
            : random.nextLong(5, 15);

        Duration took = took(Site.Terms.of(1).withLanes(lanes).shared(),
            LongStream.generate(cost).limit(6_000).toArray(), random.nextInt(60_000));

        assertThat(took).isLessThan(Duration.ofSeconds(50).plus(PAUSE).plus(STARTING));
    }

    /** The large job has one message of first spans, and so one function of theirs. */
    @ParameterizedTest
    @CsvSource({"2, 2, 1", "2, 2, 2", "2, 6, 3"})
    void functionOfTheFirstSpansOwnIsFree(int functions, int lanes, long seed) {
        Duration took = took(Site.Terms.of(functions).withLanes(lanes), LONG, new Random(seed));

        assertThat(took).isLessThan(STARTING);
    }

    /**
     * The job that was there before.
     *
     * @param shortest element, in milliseconds
     * @param within how many milliseconds the small one comes
     */
    private record Large(int elements, int shortest, int longest, int within) {
    }

    /** How long the small job takes, submitted some time in the large one. */
    private static Duration took(Site.Terms terms, Large job, Random random) {
        return took(terms, random.longs(job.elements(), job.shortest(), job.longest()).toArray(),
            random.nextInt(job.within()));
    }

    /**
     * The same with these elements of the large one, in milliseconds.
     *
     * @param after how many milliseconds the small one comes
     */
    private static Duration took(Site.Terms terms, long[] costs, int after) {
        try (Site site = new Site(terms)) {
            site.elements.cost(element ->
                Duration.ofMillis(element instanceof Long number ? costs[number.intValue()] : 1));
            JobSpec large = Jobs.of("test", Jobs.list(costs.length, 64, site.engine.clock));
            site.engine.submit(large, LongStream.range(0, costs.length).boxed().toArray());
            site.run(Duration.ofMillis(after));
            JobSpec small = Jobs.of("test", Jobs.list(1, 64, site.engine.clock));
            Instant submitted = site.engine.clock.instant();
            site.engine.submit(small, SMALL);

            site.run(Duration.ofMillis(2L * LONGEST));

            assertThat(site.engine.job(small).status()).isEqualTo(Status.COMPLETED);
            return Duration.between(submitted, site.engine.job(small).ending().orElseThrow().at());
        }
    }
}
