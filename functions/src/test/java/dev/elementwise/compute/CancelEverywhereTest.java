package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How soon a job's ending is felt where invocations take further batches, glances lag, and tasks open slowly. */
final class CancelEverywhereTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    /** As DynamoDB has it, usually less. */
    private static final Duration LAG = Duration.ofSeconds(1);
    private static final String LONG = "long";

    private final Site site = new Site(Site.Terms.of(4).withLanes(4));
    private final JobSpec job = list(4_000);

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2_600, 3_300, 4_070, 5_050, 7_777, 10_010, 12_345, 15_000})
    void furtherBatchesStartNoElementTwoSecondsAfterACancel(int millis) {
        cancelAmongOthers(millis);
        assertThat(site.engine.furtherBatches).hasPositiveValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_900})
    void earlyCancelStartsNoElementTwoSecondsAfterIt(int millis) {
        cancelAmongOthers(millis);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_900, 3_300, 4_070, 5_050, 7_777, 10_010, 12_345, 15_000})
    void glancesThatLagDelayItByNoMore(int millis) {
        site.engine.lag = LAG;
        cancelAmongOthers(millis);
        assertThat(site.engine.furtherBatches).hasPositiveValue();
        assertThat(site.elements.starts).anyMatch(start -> !start.element().equals(LONG));
    }

    private void cancelAmongOthers(int millis) {
        cost(Duration.ofMillis(100));
        occupy(10);
        cancelAfter(millis);

        site.engine.submit(job, numbers(4_000));
        site.run();

        assertThat(site.engine.job(job).status()).isEqualTo(Status.CANCELLED);
        assertNothingIsStartedAfter(ended());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_900, 3_300, 5_050, 7_777, 9_000})
    void taskThatOpensSlowlyIsNotBegunWith(int millis) {
        cost(Duration.ofMillis(100));
        site.engine.task.opening = params -> site.world.pass(Duration.ofSeconds(10));
        cancelAfter(millis);

        site.engine.submit(job, numbers(4_000));
        site.run();

        assertThat(site.engine.job(job).status()).isEqualTo(Status.CANCELLED);
        assertThat(site.elements.starts).isEmpty();
    }

    /** It is opened beside one that goes on. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_900, 3_300, 5_050, 7_777})
    void taskThatOpensSlowlyBesideOthersIsNotBegunWith(int millis) {
        JobSpec other = list(10);
        cost(Duration.ofMillis(100));
        site.engine.task.opening = params -> site.world.pass(Duration.ofSeconds(5));
        cancelAfter(millis);

        site.engine.submit("{\"other\":1}", other, LongStream.range(0, 10).mapToObj(element -> LONG).toArray());
        site.engine.submit(job, numbers(4_000));
        site.run();

        assertThat(site.engine.job(other).succeeded()).isEqualTo(10);
        assertNothingIsStartedAfter(ended());
    }

    /** A read, where the mapping invokes a function with it; where one asks for it, a receive and a delete, too. */
    @ParameterizedTest
    @CsvSource({"12, 500", "10, 1000"})
    void messagesOfACancelledJobCostAFewCallsEach(int elements, int calls) {
        int messages = 400;
        cost(Duration.ofMillis(100));
        occupy(elements);
        int others = site.engine.forksQueue.size();
        site.engine.store.create(job, "{}");
        for (int from = 0; from < 4_000; from += 4_000 / messages) {
            site.engine.sendFork(job, from, from + 4_000 / messages, Optional.of(Duration.ofMillis(100)));
        }
        cancelAfter(0);
        int sent = site.engine.forksQueue.sent();
        site.engine.calls.set(0);

        site.run(Duration.ofSeconds(10));

        assertThat(site.engine.forksQueue.size()).isEqualTo(others);
        assertThat(site.engine.forksQueue.sent()).isEqualTo(sent);
        assertThat(site.elements.starts).allMatch(start -> start.element().equals(LONG));
        assertThat(site.engine.calls).hasValueLessThan(calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1_000, 2_500, 3_900})
    void jobThatIsGivenUpForItsFailuresStartsNoElementTwoSecondsLater(int at) {
        JobSpec intolerant = Jobs.tolerating(0, job);
        Object[] elements = numbers(4_000);
        elements[at] = "throw";
        site.engine.lag = LAG;
        cost(Duration.ofMillis(100));
        occupy(10);

        site.engine.submit(intolerant, elements);
        site.run();

        assertThat(site.engine.job(job).status()).isEqualTo(Status.FAILED);
        assertNothingIsStartedAfter(ended());
    }

    /** Keeps three functions of four lanes busy; of ten elements one has lanes for further batches, of twelve none. */
    private void occupy(int elements) {
        JobSpec others = list(elements);
        site.engine.submit(others, LongStream.range(0, elements).mapToObj(element -> LONG).toArray());
        site.run(Duration.ofSeconds(3));
    }

    private void cost(Duration each) {
        site.elements.cost(element -> element.equals(LONG) ? Duration.ofSeconds(40) : each);
    }

    private void cancelAfter(int millis) {
        site.after(Duration.ofMillis(millis), () ->
            site.engine.store.end(job.id(), Ending.cancelled(site.engine.clock.instant())));
    }

    private Instant ended() {
        return site.engine.job(job).ending().orElseThrow().at();
    }

    private void assertNothingIsStartedAfter(Instant end) {
        assertThat(site.elements.starts).filteredOn(start -> !start.element().equals(LONG))
            .noneMatch(start -> start.at().isAfter(end.plus(SOON)));
    }

    private JobSpec list(long total) {
        return Jobs.of("test", Jobs.list(total, 64, site.engine.clock));
    }

    private static Object[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray();
    }
}
