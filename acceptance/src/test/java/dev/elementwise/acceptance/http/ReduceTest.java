package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code reduce} of {@code POST /jobs}. */
@ExtendWith(SystemUnderTest.class)
final class ReduceTest {

    private final Api api;

    ReduceTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"sum\" | 6",
        "\"min\" | -1",
        "\"max\" | 5",
        "\"count\" | 4",
        "{\"name\":\"mean\"} | 1.5",
        "{\"name\":\"top\",\"n\":2} | [{\"index\":2,\"value\":5},{\"index\":0,\"value\":2}]",
        "{\"name\":\"histogram\",\"buckets\":[0,2]} | {\"buckets\":[0,2],\"counts\":[1,1,2]}"})
    void valuesBecomeOne(String reduce, String reduced) {
        for (String blocks : new String[] {"", "\"chunkSize\":1,"}) {
            Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[2,-1,5,0.0]," + blocks
                + "\"reduce\":" + reduce + "}"));

            assertThat(job.get("status").text()).isEqualTo("completed");
            assertThat(job.get("reduced")).hasToString(reduced);
            assertThat(job.has("reduceError")).isFalse();
        }
    }

    @Test
    void manyBlocksGiveTheExactSum() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"chunkSize\":10,"
            + "\"range\":{\"start\":9007199254000000,\"stop\":9007199254011000},\"reduce\":\"sum\"}"));

        assertThat(job.get("reduced")).hasToString("99079191794060494500");
        assertThat(job.get("reduce")).hasToString("{\"name\":\"sum\"}");
    }

    @Test
    void tasksOwnReducerIsInTheCatalogueAndWorks() {
        assertThat(api.get("/tasks/factorize").expect(200).json().get("reducers").texts())
            .containsExactly("largest-factor");

        Tree job = api.ended(api.submit("{\"task\":\"factorize\",\"elements\":[\"600851475143\",\"97\"],"
            + "\"reduce\":\"largest-factor\"}"));

        assertThat(job.get("reduced").text()).isEqualTo("6857");
    }

    @Test
    void listOfJobsLeavesTheResultOut() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1],\"reduce\":\"sum\"}"));
        Tree listed = api.get("/jobs?limit=1000").expect(200).json().get("jobs").list().stream()
            .filter(found -> found.get("id").equals(job.get("id"))).findFirst().orElseThrow();

        assertThat(job.get("reduced").number()).isEqualTo(1);
        assertThat(listed.has("reduced")).isFalse();
        assertThat(listed.get("stats")).isEqualTo(job.get("stats"));
    }

    @Test
    void failedElementsDoNotTakePart() {
        Tree job = api.ended(api.submit("{\"task\":\"fault\",\"reduce\":\"count\","
            + "\"elements\":[{\"kind\":\"throw\"},{\"kind\":\"sleep\",\"millis\":1}]}"));

        assertThat(job.get("failed").number()).isEqualTo(1);
        assertThat(job.get("reduced").number()).isEqualTo(1);
    }

    @Test
    void jobWithoutAValueIsReducedToNull() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[],\"reduce\":\"sum\"}"));

        assertThat(job.get("reduced").isNull()).isTrue();
    }

    @Test
    void valueThatTheReducerCannotTakeIsTold() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1,\"two\"],\"reduce\":\"sum\"}"));

        assertThat(job.get("succeeded").number()).isEqualTo(2);
        assertThat(job.get("reduced").isNull()).isTrue();
        assertThat(job.get("reduceError")).hasToString("{\"index\":1,\"message\":\"not a number\"}");
    }

    @Test
    void runningAndCancelledJobsAreNotReduced() {
        Tree job = api.submit(
            "{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":1500}],\"reduce\":\"count\"}");

        assertThat(job.has("reduced")).isFalse();
        assertThat(api.delete(Api.path(job)).expect(202).json().get("reduced").isNull()).isTrue();
    }

    @Test
    void unknownReducerIsRefused() {
        assertThat(api.post("{\"task\":\"identity\",\"elements\":[1],\"reduce\":\"middle\"}").pointers())
            .containsExactly("/reduce");
    }
}
