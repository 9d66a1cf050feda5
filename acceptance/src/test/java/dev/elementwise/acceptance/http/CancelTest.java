package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code DELETE /jobs/{id}}. */
@ExtendWith(SystemUnderTest.class)
final class CancelTest {

    private static final String SLEEPERS =
        "{\"task\":\"fault\",\"chunkSize\":1,\"elements\":[" + "{\"kind\":\"sleep\",\"millis\":400},".repeat(40)
            + "{\"kind\":\"sleep\"}]}";

    private final Api api;

    CancelTest(Api api) {
        this.api = api;
    }

    @Test
    void runningJobIsCancelledOnce() {
        Tree job = api.submit(SLEEPERS);

        Tree cancelled = api.delete(Api.path(job)).expect(202).json();
        Tree again = api.delete(Api.path(job)).expect(200).json();

        assertThat(cancelled.get("status").text()).isEqualTo("cancelled");
        assertThat(cancelled.get("finishedAt").isNull()).isFalse();
        assertThat(again.get("status").text()).isEqualTo("cancelled");
        assertThat(again.get("finishedAt")).isEqualTo(cancelled.get("finishedAt"));
        assertThat(api.get(Api.path(job)).expect(200).json().get("status").text()).isEqualTo("cancelled");
    }

    @Test
    void pagesOfACancelledJobComeToTheirEndWithGaps() {
        Tree job = api.submit(SLEEPERS);
        while (api.get(Api.path(job), "Prefer", "wait=1").expect(200).json().get("succeeded").number() == 0) {
            assertThat(Api.hasEnded(api.get(Api.path(job)).json())).isFalse();
        }

        Tree cancelled = api.delete(Api.path(job)).expect(202).json();

        List<Long> indices = api.outcomes(cancelled).stream().map(outcome -> outcome.get("index").number()).toList();
        assertThat(indices).isSorted().doesNotHaveDuplicates().isNotEmpty().hasSizeLessThan(41);
    }

    @Test
    void endedJobStaysAsItIs() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1]}"));

        Tree after = api.delete(Api.path(job)).expect(200).json();

        assertThat(after).isEqualTo(api.get(Api.path(job)).expect(200).json());
        assertThat(after.get("status").text()).isEqualTo("completed");
        assertThat(api.outcomes(job)).hasSize(1);
    }

    @Test
    void unknownJobIsNotFound() {
        api.delete("/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV").problem(404);
        api.delete("/jobs/nonsense").problem(404);
    }
}
