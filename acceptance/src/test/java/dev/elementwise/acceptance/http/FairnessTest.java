package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs beside each other. */
@ExtendWith(SystemUnderTest.class)
final class FairnessTest {

    private static final String LARGE = "{\"task\":\"fault\",\"elements\":["
        + "{\"kind\":\"sleep\",\"millis\":1000},".repeat(1_999) + "{\"kind\":\"sleep\",\"millis\":1000}]";

    private final Api api;

    FairnessTest(Api api) {
        this.api = api;
    }

    @Test
    void smallJobEndsWhileTheLargeOneBeforeItRuns() {
        Tree large = api.submit(LARGE + "}");

        Tree small = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1]}"));

        assertThat(small.get("status").text()).isEqualTo("completed");
        assertThat(Api.hasEnded(api.get(Api.path(large)).expect(200).json())).isFalse();
        api.delete(Api.path(large)).expect(202);
    }

    @Test
    void limitedJobIsDoneAllTheSame() {
        Tree job = api.ended(api.submit("{\"task\":\"fault\",\"maxConcurrency\":1,\"elements\":["
            + "{\"kind\":\"sleep\",\"millis\":200},".repeat(19) + "{\"kind\":\"sleep\",\"millis\":200}]}"));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("succeeded").number()).isEqualTo(20);
        assertThat(job.has("maxConcurrency")).isFalse();
    }
}
