package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elements that fail, and what becomes of their neighbours and their job. */
@ExtendWith(SystemUnderTest.class)
final class FaultTest {

    private static final String THROW = "{\"kind\":\"throw\"}";
    private static final String FINE = "{\"kind\":\"sleep\"}";

    private final Api api;

    FaultTest(Api api) {
        this.api = api;
    }

    @Test
    void exceptionIsTheOutcomeOfItsElementAlone() {
        List<Tree> outcomes = api.run(fault(FINE, THROW, FINE));

        Tree error = outcomes.get(1).get("error");
        assertThat(error.get("type").text()).isEqualTo("IllegalStateException");
        assertThat(error.get("message").text()).isNotEmpty().doesNotContain("\tat ");
        assertThat(error.get("attempts").number()).isEqualTo(1);
        assertThat(outcomes.get(1).has("value")).isFalse();
        assertThat(outcomes.get(0).get("value").text()).isEqualTo("survived");
        assertThat(outcomes.get(2).get("value").text()).isEqualTo("survived");
    }

    @Test
    void jobWithFailuresIsCompletedAndCountsThem() {
        Tree job = api.ended(api.submit(fault(THROW, FINE, THROW)));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("succeeded").number()).isEqualTo(1);
        assertThat(job.get("failed").number()).isEqualTo(2);
        assertThat(job.get("progress").decimal()).isEqualTo(1);
    }

    @Test
    void valueThatIsTooLargeIsAnError() {
        List<Tree> outcomes = api.run(fault("{\"kind\":\"large-value\"}", FINE));

        assertThat(outcomes.get(0).get("error").get("type").text()).isEqualTo("ValueTooLarge");
        assertThat(outcomes.get(1).get("value").text()).isEqualTo("survived");
    }

    @Test
    void elementsThatSleepOrSpinSurvive() {
        assertThat(api.values(fault("{\"kind\":\"sleep\",\"millis\":20}", "{\"kind\":\"spin\",\"millis\":20}")))
            .extracting(Tree::text).containsExactly("survived", "survived");
    }

    @Test
    void rowOutsideThePictureIsAnErrorOfItsOwn() {
        List<Tree> outcomes = api.run("{\"task\":\"mandelbrot-row\",\"range\":{\"stop\":3},"
            + "\"params\":{\"width\":4,\"height\":2}}");

        assertThat(outcomes.get(1).has("value")).isTrue();
        assertThat(outcomes.get(2).get("error").get("type").text()).isEqualTo("IndexOutOfBoundsException");
    }

    @Test
    void jobWithMoreFailuresThanToleratedIsGivenUpWithAReason() {
        Tree job = api.ended(api.submit("{\"task\":\"fault\",\"toleratedFailures\":0,\"elements\":["
            + String.join(",", Collections.nCopies(3, THROW)) + "]}"));

        assertThat(job.get("status").text()).isEqualTo("failed");
        assertThat(job.get("reason").text()).isNotEmpty();
        assertThat(job.get("finishedAt").isNull()).isFalse();
        assertThat(api.delete(Api.path(job)).expect(200).json().get("status").text()).isEqualTo("failed");
        assertThat(api.outcomes(job)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void jobWithAsManyFailuresAsToleratedIsCompleted() {
        Tree job = api.ended(api.submit("{\"task\":\"fault\",\"toleratedFailures\":2,\"elements\":["
            + String.join(",", THROW, FINE, THROW) + "]}"));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.has("reason")).isFalse();
    }

    @Test
    void elementThatTheTaskDoesNotKnowIsRefused() {
        assertThat(api.post(fault("{\"kind\":\"explode\"}")).pointers()).containsExactly("/elements/0/kind");
    }

    /** A job of the task that fails as it is told. */
    static String fault(String... elements) {
        return "{\"task\":\"fault\",\"elements\":[" + String.join(",", elements) + "]}";
    }
}
