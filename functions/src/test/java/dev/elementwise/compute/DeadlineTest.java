package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invocations end by themselves before Lambda cuts them off, whatever elements and tasks do with the time. */
final class DeadlineTest {

    /** To answer. */
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int BAD_EVERY = 7;
    /** No element is bad. */
    private static final String NONE = "none";

    /** What a task does with its time. */
    private enum Habit { BRIEF, OPENS_SLOWLY, CLOSES_SLOWLY, NEVER_CLOSES, NEVER_OPENS }

    /** Elements take half to all of their limit; a seventh of them do worse. Two jobs share two functions. */
    @ParameterizedTest
    @CsvSource({"60, 900, 150, none, NEVER_CLOSES", "300, 900, 30, none, BRIEF", "840, 870, 4, none, BRIEF",
        "30, 60, 14, spins, BRIEF", "60, 900, 28, spins, BRIEF", "60, 90, 14, spins, OPENS_SLOWLY",
        "60, 90, 14, halts, OPENS_SLOWLY", "60, 90, 14, spins, CLOSES_SLOWLY", "60, 90, 14, halts, NEVER_CLOSES",
        "60, 90, 14, none, NEVER_OPENS", "60, 900, 28, none, NEVER_OPENS"})
    void invocationEndsBeforeItsDeadline(int elementLimit, int timeout, int elements, String bad, Habit habit) {
        Limits limits = Limits.of(Duration.ofSeconds(elementLimit)).withWorkers(2);
        long[] costs = new Random(elements).longs(elements, limits.element().toMillis() / 2,
            limits.element().toMillis()).toArray();
        try (Site site = new Site(Site.Terms.of(2).with(limits).shared().withTimeout(Duration.ofSeconds(timeout)))) {
            site.elements.cost(element ->
                Duration.ofMillis(element instanceof Long number ? costs[number.intValue()] : 50));
            adopt(site, habit);
            List<JobSpec> jobs = List.of(submit(site, elements, bad), submit(site, elements, bad));

            site.run();

            assertInTime(site);
            assertThat(jobs).extracting(job -> site.engine.job(job).status()).containsOnly(Status.COMPLETED);
        }
    }

    /** Elements that take all their time begin late in a stay of up to fifteen seconds. */
    @ParameterizedTest
    @CsvSource({"90, none, CLOSES_SLOWLY", "90, none, NEVER_CLOSES", "90, none, OPENS_SLOWLY",
        "90, spins, CLOSES_SLOWLY"})
    void stayThatIsLongIsNoReasonToBeCutOff(int timeout, String bad, Habit habit) {
        try (Site site = new Site(Site.Terms.of(2).shared().withTimeout(Duration.ofSeconds(timeout)))) {
            site.elements.cost(element ->
                Duration.ofMillis(element instanceof Long number && number % 23 == 22 ? 59_900 : 1_000));
            adopt(site, habit);
            JobSpec job = submit(site, 800, bad);

            site.run();

            assertInTime(site);
            assertThat(site.engine.job(job).status()).isEqualTo(Status.COMPLETED);
        }
    }

    private static void assertInTime(Site site) {
        assertThat(site.cutOff()).isZero();
        assertThat(site.leastLeft()).isGreaterThan(LEAST);
    }

    private static void adopt(Site site, Habit habit) {
        TestTask task = site.engine.task;
        switch (habit) {
            case OPENS_SLOWLY -> task.opening = params -> site.world.pass(Duration.ofSeconds(14));
            case NEVER_OPENS -> task.opening = params -> site.world.pass(FOR_EVER);
            case CLOSES_SLOWLY -> task.closing = () -> site.world.pass(Duration.ofSeconds(14));
            case NEVER_CLOSES -> task.closing = () -> site.world.pass(FOR_EVER);
            default -> { }
        }
    }

    private static JobSpec submit(Site site, int total, String bad) {
        JobSpec job = Jobs.of("test", Jobs.list(total, 64, site.engine.clock));
        Object[] elements = LongStream.range(0, total).boxed().toArray();
        for (int at = BAD_EVERY - 1; !bad.equals(NONE) && at < total; at += BAD_EVERY) {
            elements[at] = bad;
        }
        site.engine.submit(job, elements);
        return job;
    }
}
