package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code POST /jobs} takes, and the job it answers with. */
@ExtendWith(SystemUnderTest.class)
final class SubmitTest {

    private static final String EMOJI = "\ud83d\ude00";

    private final Api api;

    SubmitTest(Api api) {
        this.api = api;
    }

    @Test
    void acceptedJobIsToldWithItsPlaceAndAMomentToAskAgain() {
        Answer answer = api.post("{\"task\":\"identity\",\"elements\":[1,2]}").expect(202);

        Tree job = answer.json();
        String self = job.get("links").get("self").text();
        assertThat(answer.header("Location")).contains(self);
        assertThat(answer.header("Retry-After").orElseThrow()).matches("[0-9]+");
        assertThat(self).endsWith("/jobs/" + job.get("id").text());
        assertThat(job.get("links").get("results").text()).isEqualTo(self + "/results");
        assertThat(api.follow(self).expect(200).json().get("id")).isEqualTo(job.get("id"));
    }

    @Test
    void freshJobHasAllFieldsOfAJob() {
        Tree job = api.submit("{\"task\":\"identity\",\"elements\":[1,2]}");

        assertThat(job.get("id").text()).matches("[0-9A-Z]{26}");
        assertThat(job.get("task").text()).isEqualTo("identity");
        assertThat(job.get("label").isNull()).isTrue();
        assertThat(job.get("total").number()).isEqualTo(2);
        assertThat(job.get("succeeded").number()).isBetween(0L, 2L);
        assertThat(job.get("failed").number()).isZero();
        assertThat(job.get("progress").decimal()).isBetween(0.0, 1.0);
        assertThat(job.has("startedAt")).isTrue();
        assertThat(job.has("finishedAt")).isTrue();
    }

    @Test
    void completedJobTellsItsCountsAndTimes() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1,2,3]}"));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("succeeded").number()).isEqualTo(3);
        assertThat(job.get("failed").number()).isZero();
        assertThat(job.get("progress").decimal()).isEqualTo(1);
        Instant created = instant(job, "createdAt");
        assertThat(instant(job, "startedAt")).isAfterOrEqualTo(created);
        assertThat(instant(job, "finishedAt")).isAfterOrEqualTo(instant(job, "startedAt"));
        assertThat(instant(job, "expiresAt")).isAfter(created.plus(Duration.ofDays(7)).minusSeconds(1));
    }

    @Test
    void idsSortByTime() {
        String earlier = api.submit("{\"task\":\"identity\",\"elements\":[]}").get("id").text();
        String later = api.submit("{\"task\":\"identity\",\"elements\":[]}").get("id").text();

        assertThat(later.substring(0, 10)).isGreaterThanOrEqualTo(earlier.substring(0, 10));
        assertThat(later).isNotEqualTo(earlier);
    }

    @Test
    void labelOfTwoHundredCharactersIsShownBack() {
        String label = EMOJI.repeat(100) + "ä".repeat(100);

        Tree job = api.submit("{\"task\":\"identity\",\"elements\":[],\"label\":\"" + label + "\"}");

        assertThat(job.get("label").text()).isEqualTo(label);
        assertThat(api.get(Api.path(job)).expect(200).json().get("label").text()).isEqualTo(label);
    }

    @Test
    void emptyListIsCompletedAtOnce() {
        Tree job = api.submit("{\"task\":\"count-primes\",\"elements\":[]}");

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("total").number()).isZero();
        assertThat(job.get("progress").decimal()).isEqualTo(1);
        assertThat(job.get("finishedAt").isNull()).isFalse();
        Tree page = api.get(Api.results(job)).expect(200).json();
        assertThat(page.get("results").list()).isEmpty();
        assertThat(page.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5,5,1", "5,3,1", "0,10,-1", "0,0,7"})
    void emptyRangeIsCompletedAtOnce(long start, long stop, long step) {
        Tree job = api.submit(range(start, stop, step));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("total").number()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 3, '0 3 6 9'",
        "10, 0, -3, '10 7 4 1'",
        "0, -3, -1, '0 -1 -2'",
        "-5, 6, 5, '-5 0 5'",
        "-7, -8, -100, '-7'",
        "9007199254740989, 9007199254740991, 1, '9007199254740989 9007199254740990'",
        "-9007199254740990, -9007199254740991, -1, '-9007199254740990'",
        "-9007199254740991, 9007199254740991, 9007199254740991, '-9007199254740991 0'"})
    void rangeHasTheIntegersThatPythonGives(long start, long stop, long step, String expected) {
        assertThat(api.values(range(start, stop, step))).extracting(value -> Long.toString(value.number()))
            .containsExactly(expected.split(" "));
    }

    @Test
    void startIsZeroAndStepOneWhereLeftOut() {
        assertThat(api.values("{\"task\":\"identity\",\"range\":{\"stop\":3}}")).extracting(Tree::number)
            .containsExactly(0L, 1L, 2L);
    }

    @Test
    void oneWithAFractionOfZeroIsAnInteger() {
        assertThat(api.values("{\"task\":\"identity\",\"range\":{\"start\":1.0,\"stop\":3e0,\"step\":1.0},"
            + "\"chunkSize\":1.0,\"toleratedFailures\":0.0}")).extracting(Tree::number).containsExactly(1L, 2L);
        assertThat(api.values("{\"task\":\"count-primes\",\"elements\":[1.0e1]}")).extracting(Tree::number)
            .containsExactly(4L);
    }

    @Test
    void rangeOfABillionIsTakenAsQuicklyAsOneOfTenAndCancelled() {
        Tree job = api.submit("{\"task\":\"monte-carlo-pi\",\"range\":{\"stop\":1000000000}}");

        assertThat(job.get("total").number()).isEqualTo(1_000_000_000);
        assertThat(job.get("status").text()).isIn("queued", "running");
        assertThat(api.delete(Api.path(job)).expect(202).json().get("status").text()).isEqualTo("cancelled");
    }

    @Test
    void moreElementsThanTheDeploymentTakesAreRefused() {
        assertThat(api.post("{\"task\":\"identity\",\"range\":{\"stop\":1000000001}}").pointers())
            .containsExactly("/range");
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "65536"})
    void chunkSizeChangesNothingOfTheOutcomes(int chunkSize) {
        assertThat(api.values("{\"task\":\"identity\",\"range\":{\"stop\":10},\"chunkSize\":" + chunkSize + "}"))
            .extracting(Tree::number).isEqualTo(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
    }

    private static Instant instant(Tree job, String field) {
        assertThat(job.get(field).text()).endsWith("Z");
        return Instant.parse(job.get(field).text());
    }

    private static String range(long start, long stop, long step) {
        return "{\"task\":\"identity\",\"range\":{\"start\":" + start + ",\"stop\":" + stop + ",\"step\":" + step + "}}";
    }
}
