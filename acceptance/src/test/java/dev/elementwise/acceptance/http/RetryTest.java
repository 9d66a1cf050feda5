package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /jobs/{id}/retry}: the elements that failed, once more, under the indices that they had. */
@ExtendWith(SystemUnderTest.class)
final class RetryTest {

    private final Api api;

    RetryTest(Api api) {
        this.api = api;
    }

    @Test
    void failedElementsAreTriedAgainUnderTheirIndices() {
        Tree job = api.ended(api.submit(everyThirdThrows(100, 8)));
        List<Long> failed = IntStream.range(0, 100).filter(i -> i % 3 == 2).mapToObj(i -> (long) i).toList();

        Answer taken = api.send("POST", Api.path(job) + "/retry").expect(202);
        Tree retry = taken.json();

        assertThat(taken.header("Location")).contains(api.base().getRawPath() + Api.path(retry));
        assertThat(retry.get("retryOf").text()).isEqualTo(job.get("id").text());
        assertThat(retry.get("total").number()).isEqualTo(33);
        Tree ended = api.ended(retry);
        assertThat(ended.get("status").text()).isEqualTo("completed");
        assertThat(ended.get("failed").number()).isEqualTo(33);
        assertThat(api.outcomes(ended)).extracting(outcome -> outcome.get("index").number()).isEqualTo(failed);
        assertThat(api.outcomes(ended)).allSatisfy(outcome -> {
            assertThat(outcome.toString()).doesNotContain("kind");
            assertThat(outcome.get("error").get("type").text()).isEqualTo("IllegalStateException");
        });
        Tree third = api.send("POST", Api.path(ended) + "/retry").expect(202).json();
        assertThat(api.outcomes(api.ended(third))).extracting(outcome -> outcome.get("index").number())
            .isEqualTo(failed);
    }

    @Test
    void onlyWhatFailedWithATypeIsTriedAgainAndNothingIsAJobThatIsCompleted() {
        Tree job = api.ended(api.submit("{\"task\":\"fault\",\"elements\":[{\"kind\":\"large-value\"},"
            + "{\"kind\":\"throw\"},{\"kind\":\"sleep\"}]}"));

        Tree large = api.postTo(Api.path(job) + "/retry", "{\"type\":\"ValueTooLarge\"}").expect(202).json();
        assertThat(api.outcomes(api.ended(large))).singleElement()
            .satisfies(outcome -> assertThat(outcome.get("index").number()).isZero());

        Tree none = api.postTo(Api.path(job) + "/retry", "{\"type\":\"ElementTimedOut\"}").expect(202).json();
        assertThat(none.get("status").text()).isEqualTo("completed");
        assertThat(none.get("total").number()).isZero();
    }

    @Test
    void openJobThatWasClosedIsTriedAgainLikeAnyOther() {
        Tree job = api.submit("{\"task\":\"fault\",\"open\":true,\"elements\":[{\"kind\":\"throw\"}]}");
        api.add(job, "a", "{\"elements\":[{\"kind\":\"sleep\",\"millis\":0},{\"kind\":\"throw\"}]}").expect(202);
        api.send("POST", Api.path(job) + "/retry").problem(409);
        api.ended(api.close(job).json());

        Tree retry = api.send("POST", Api.path(job) + "/retry").expect(202).json();

        api.add(retry, "b", "{\"elements\":[{\"kind\":\"throw\"}]}").problem(409);
        assertThat(api.outcomes(api.ended(retry))).extracting(outcome -> outcome.get("index").number())
            .containsExactly(0L, 2L);
    }

    @Test
    void sameKeyFindsTheSameRetry() {
        Tree job = api.ended(api.submit(everyThirdThrows(3, 64)));
        String key = UUID.randomUUID().toString();

        Tree first = api.send("POST", Api.path(job) + "/retry", "Idempotency-Key", key).expect(202).json();
        api.ended(first);

        assertThat(api.send("POST", Api.path(job) + "/retry", "Idempotency-Key", key).expect(200).json().get("id")
            .text()).isEqualTo(first.get("id").text());
    }

    @Test
    void jobThatRunsIsNotRetriedAndOtherMethodsAreRefused() {
        Tree job = api.submit("{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":20000}]}");

        api.send("POST", Api.path(job) + "/retry").problem(409);
        api.delete(Api.path(job)).expect(202);
        assertThat(api.ended(api.send("POST", Api.path(job) + "/retry").expect(202).json()).get("total").number())
            .isZero();
        api.send("POST", "/jobs/01JDXW2C1N8V5R9D3K7M0QSTYZ/retry").problem(404);
        Answer refused = api.get(Api.path(job) + "/retry");
        refused.problem(405);
        assertThat(refused.header("Allow")).contains("POST, OPTIONS");
    }

    private static String everyThirdThrows(int total, int chunkSize) {
        return "{\"task\":\"fault\",\"chunkSize\":" + chunkSize + ",\"elements\":" + IntStream.range(0, total)
            .mapToObj(i -> "{\"kind\":\"" + (i % 3 == 2 ? "throw" : "sleep") + "\",\"millis\":"
                + (i % 3 == 2 ? 1 : 0) + "}")
            .collect(Collectors.joining(",", "[", "]")) + "}";
    }
}
