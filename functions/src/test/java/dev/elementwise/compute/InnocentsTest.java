package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a job takes beside one of whose elements some end or block their process, on the same functions. */
final class InnocentsTest {

    private static final Duration ELEMENT_LIMIT = Duration.ofSeconds(60);
    private static final Duration VISIBILITY = Limits.of(ELEMENT_LIMIT).visibility();
    private static final int KILLERS = 10;
    /** In the first batch, which is handed on after a second, and after that. */
    private static final int EARLY = 7;
    private static final int LATE = 507;
    /** Takes a lane as long as one that spins, and then has a value. */
    private static final String SLOW = "slow";
    private static final String FINE = "fine";
    /** Functions start anew, and suspects have one each, whose children start one after the other. */
    private static final double MOST = 1.25;
    /** One batch at a time in each function. */
    private static final double MOST_IN_CHILDREN = 1.7;

    /** What came of both jobs. */
    private record Course(Duration innocent, long failures) {
    }

    /** Compared with a job of the same work. Those submitted together come in one batch. */
    @ParameterizedTest
    @CsvSource({"exits, 1500", "memory, 0", "spins, 0"})
    void killersCostAnotherJobLittleMoreThanTheirWork(String kind, int laterMillis) {
        int first = laterMillis == 0 ? EARLY : LATE;
        Course peaceful = run(kind.equals(VirtualElements.SPINS) ? SLOW : FINE, first, laterMillis);

        Course course = run(kind, first, laterMillis);

        assertThat(peaceful.failures()).isZero();
        assertThat(course.failures()).isEqualTo(KILLERS);
        assertThat(course.innocent()).isLessThan(times(MOST, peaceful));
    }

    /** A function dies without a word, and what else it had in hand comes again when it is missed. */
    @Test
    void silentKillersCostAnotherJobOneWaitAtMost() {
        Course peaceful = run(FINE, LATE, -500);

        Course course = run(VirtualElements.HALTS, LATE, -500);

        assertThat(course.failures()).isEqualTo(KILLERS);
        assertThat(course.innocent()).isLessThan(times(MOST, peaceful).plus(VISIBILITY));
    }

    /** Its message comes again with the killer's, and all of it is suspect from then on. */
    @ParameterizedTest
    @ValueSource(strings = {"halts", "exits"})
    void jobInTheSameFirstBatchWaitsOnceAndRunsInChildren(String kind) {
        Duration wait = kind.equals(VirtualElements.HALTS) ? VISIBILITY : Duration.ZERO;
        Course peaceful = run(FINE, EARLY, 0);

        Course course = run(kind, EARLY, 0);

        assertThat(course.failures()).isEqualTo(KILLERS);
        assertThat(course.innocent().minus(wait)).isLessThan(times(MOST_IN_CHILDREN, peaceful));
    }

    private static Duration times(double factor, Course course) {
        return Duration.ofMillis((long) (factor * course.innocent().toMillis()));
    }

    /** The innocent job has 1,200 s of work, the other 100 s and the killers; 16 lanes are there for both. */
    private static Course run(String kind, int first, int laterMillis) {
        try (Site site = new Site(Site.Terms.of(8).shared())) {
            site.elements.cost(InnocentsTest::cost);
            JobSpec other = Jobs.of("test", Jobs.list(1_000, 64, site.engine.clock));
            JobSpec innocent = Jobs.of("test", Jobs.list(12_000, 64, site.engine.clock));
            Object[] elements = numbers(1_000);
            for (int killer = 0; !kind.equals(FINE) && killer < KILLERS; killer++) {
                elements[first + 49 * killer] = kind;
            }
            Duration ofInnocent = Duration.ofMillis(Math.max(0, laterMillis));
            site.after(Duration.ofMillis(Math.max(0, -laterMillis)), () -> site.engine.submit(other, elements));
            site.after(ofInnocent, () -> site.engine.submit(innocent, numbers(12_000)));
            Instant submitted = site.engine.clock.instant().plus(ofInnocent);

            site.run(Duration.ofSeconds(2)); // until both are submitted
            site.run();

            assertThat(site.engine.job(innocent).status()).isEqualTo(Status.COMPLETED);
            assertThat(site.engine.job(innocent).failed()).isZero();
            assertThat(site.engine.job(other).status()).isEqualTo(Status.COMPLETED);
            return new Course(Duration.between(submitted, site.engine.job(innocent).ending().orElseThrow().at()),
                site.engine.job(other).failed());
        }
    }

    /** Uneven, so that functions take further batches. */
    private static Duration cost(Object element) {
        if (element.equals(SLOW)) {
            return ELEMENT_LIMIT.minusMillis(100);
        }
        return Duration.ofMillis(element instanceof Long number && number % 50 == 3 ? 2_600 : 50);
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }
}
