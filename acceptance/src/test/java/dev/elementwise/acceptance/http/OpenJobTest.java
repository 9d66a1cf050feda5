package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that get their elements bit by bit. */
@ExtendWith(SystemUnderTest.class)
final class OpenJobTest {

    private static final String OPEN = "{\"task\":\"identity\",\"open\":true}";
    private static final String ONE = "{\"elements\":[1]}";

    private final Api api;

    OpenJobTest(Api api) {
        this.api = api;
    }

    @Test
    void elementsOfManyRequestsComeBackInTheirOrder() {
        Tree job = api.submit("{\"task\":\"identity\",\"open\":true,\"elements\":[0,1,2]}");
        assertThat(job.get("open").value()).isEqualTo(true);
        int from = 3;
        for (int i = 0; i < 20; i++) {
            int to = from + 1 + 150 * i % 997;
            Tree added = (i % 2 == 0 ? api.add(job, "key-" + i, "{\"elements\":[" + numbers(from, to, ",") + "]}")
                : api.add(job, "key-" + i, numbers(from, to, "\n"), "Content-Type", "application/x-ndjson"))
                .expect(202).json();
            assertThat(added.get("added").get("start").number()).isEqualTo(from);
            assertThat(added.get("total").number()).isEqualTo(to);
            from = to;
        }

        Tree ended = api.ended(api.close(job).json());

        assertThat(ended.get("status").text()).isEqualTo("completed");
        assertThat(ended.get("succeeded").number()).isEqualTo(from);
        List<Tree> outcomes = api.outcomes(ended);
        assertThat(outcomes).hasSize(from);
        for (int i = 0; i < from; i++) {
            assertThat(outcomes.get(i).get("index").number()).isEqualTo(i);
            assertThat(outcomes.get(i).get("value").number()).isEqualTo(i);
        }
    }

    @Test
    void limitedJobTakesMoreWhenAllThatItHasIsDone() {
        Tree job = api.submit("{\"task\":\"identity\",\"open\":true,\"maxConcurrency\":2,\"elements\":[0,1]}");
        for (int part = 1; part < 4; part++) {
            awaitDone(job, 2 * part);
            api.add(job, "key-" + part, "{\"elements\":[" + 2 * part + "," + (2 * part + 1) + "]}").expect(202);
        }

        Tree ended = api.ended(api.close(job).json());

        assertThat(ended.get("succeeded").number()).isEqualTo(8);
        assertThat(api.outcomes(ended)).extracting(outcome -> outcome.get("value").number())
            .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void elementsAreComputedAndReadWhileTheJobIsOpen() {
        Tree job = api.submit(OPEN);
        api.add(job, "a", "{\"elements\":[\"x\",\"y\"]}").expect(202);

        Tree seen = awaitDone(job, 2);
        Tree page = api.get(Api.results(job)).expect(200).json();

        assertThat(seen.get("status").text()).isEqualTo("running");
        assertThat(page.get("results").list()).hasSize(2);
        assertThat(page.get("next").isNull()).isFalse();
        assertThat(api.close(job).expect(200).json().get("status").text()).isEqualTo("completed");
        assertThat(api.get(Api.results(job) + "?cursor=" + page.get("next").text()).json().get("next").isNull())
            .isTrue();
    }

    @Test
    void jobThatIsClosedWithoutElementsIsCompleted() {
        assertThat(api.close(api.submit(OPEN)).expect(200).json().get("status").text()).isEqualTo("completed");
    }

    @Test
    void repeatOfAKeyAddsNothing() {
        Tree job = api.submit(OPEN);
        Tree first = api.add(job, "a", ONE).expect(202).json();
        api.add(job, "b", ONE).expect(202);

        assertThat(api.add(job, "a", ONE).json().get("added")).isEqualTo(first.get("added"));
        api.add(job, "a", "{\"elements\":[2]}").problem(422);
        Tree ended = api.ended(api.close(job).json());
        assertThat(ended.get("total").number()).isEqualTo(2);
        assertThat(api.add(job, "a", ONE).expect(200).json().get("added")).isEqualTo(first.get("added"));
        api.close(job).expect(200);
        assertThat(api.add(job, "c", ONE).problem(409).get("detail").text()).contains("completed");
    }

    @Test
    void requestsAtTheSameTimeGetIndicesOfTheirOwn() {
        Tree job = api.submit(OPEN);

        List<Tree> added = IntStream.range(0, 16).parallel()
            .mapToObj(i -> api.add(job, "key-" + i, "{\"elements\":[" + i + "," + i + "]}").expect(202).json())
            .toList();
        Tree ended = api.ended(api.close(job).json());

        assertThat(ended.get("succeeded").number()).isEqualTo(32);
        List<Tree> outcomes = api.outcomes(ended);
        for (int i = 0; i < 16; i++) {
            int start = (int) added.get(i).get("added").get("start").number();
            assertThat(outcomes.get(start).get("value").number()).isEqualTo(i);
            assertThat(outcomes.get(start + 1).get("value").number()).isEqualTo(i);
        }
    }

    @Test
    void cancelledJobTakesNoMore() {
        Tree job = api.submit("{\"task\":\"fault\",\"open\":true}");
        api.add(job, "a", "{\"elements\":[{\"kind\":\"sleep\",\"millis\":20000}]}").expect(202);

        api.delete(Api.path(job)).expect(202);

        assertThat(api.add(job, "b", "{\"elements\":[{\"kind\":\"throw\"}]}").problem(409).get("detail").text())
            .contains("cancelled");
        assertThat(api.close(job).expect(200).json().get("status").text()).isEqualTo("cancelled");
    }

    @Test
    void elementsWithoutAKeyOrUnderABadOneAreRefused() {
        Tree job = api.submit(OPEN);

        assertThat(api.send("POST", Api.path(job) + "/elements").problem(400).get("detail").text())
            .contains("Idempotency-Key");
        api.add(job, "a b", ONE).problem(400);
        api.add(job, "x".repeat(256), ONE).problem(400);
    }

    @Test
    void contentOfAnotherTypeIsRefused() {
        Tree job = api.submit(OPEN);

        Answer answer = api.add(job, "a", "1", "Content-Type", "text/csv");

        answer.problem(415);
        assertThat(answer.header("Accept")).contains("application/json, application/x-ndjson");
    }

    @Test
    void unknownJobAndOtherMethodsAreRefused() {
        Tree job = api.submit(OPEN);
        Tree unknown = Tree.of("{\"id\":\"01JDXW2C1N8V5R9D3K7M0QSTYZ\"}".getBytes());

        api.add(unknown, "a", ONE).problem(404);
        api.close(unknown).problem(404);
        Answer read = api.get(Api.path(job) + "/elements");
        read.problem(405);
        assertThat(read.header("Allow")).contains("POST, OPTIONS");
        api.get(Api.path(job) + "/close").problem(405);
        api.get(Api.path(job) + "/nothing").problem(404);
    }

    @Test
    void jobThatWasNeverOpenTakesNoMore() {
        Tree job = api.submit("{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":3000}]}");

        api.add(job, "a", "{\"elements\":[{\"kind\":\"throw\"}]}").problem(409);
        api.close(job).expect(202);
        api.delete(Api.path(job));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"elements\":[]}|/elements", "{}|/elements",
        "{\"elements\":[1,-1]}|/elements/1",
        "{\"elements\":[1],\"label\":\"a\"}|/label", "{\"elements\":\"1\"}|/elements"})
    void badElementsAreRefusedWithTheirPlaces(String body, String pointer) {
        Tree job = api.submit("{\"task\":\"count-primes\",\"open\":true}");

        assertThat(api.add(job, "a", body).pointers()).containsExactly(pointer);
        assertThat(api.close(job).expect(200).json().get("total").number()).isZero();
    }

    @Test
    void badLineIsNamed() {
        Tree job = api.submit("{\"task\":\"count-primes\",\"open\":true}");
        String[] lines = {"Content-Type", "application/x-ndjson"};

        assertThat(api.add(job, "a", "1\n2\nthree\n4\n", lines).problem(400).get("detail").text())
            .startsWith("Line 3 ");
        assertThat(api.add(job, "a", "1\n\n-2\n", lines).pointers()).containsExactly("/elements/1");
        assertThat(api.add(job, "a", "\n\n", lines).pointers()).containsExactly("/elements");
    }

    private Tree awaitDone(Tree job, int count) {
        Tree seen = job;
        for (int i = 0; i < 30 && seen.get("succeeded").number() < count; i++) {
            seen = api.get(Api.path(job), "Prefer", "wait=1").expect(200).json();
        }
        return seen;
    }

    private static String numbers(int from, int to, String between) {
        return IntStream.range(from, to).mapToObj(String::valueOf).collect(Collectors.joining(between));
    }
}
