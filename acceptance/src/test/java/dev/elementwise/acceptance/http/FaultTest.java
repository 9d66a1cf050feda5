package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elements that fail, and what becomes of their neighbours and their job. */
@ExtendWith(SystemUnderTest.class)
final class FaultTest {

    private static final String THROW = "{\"kind\":\"throw\"}";
    private static final String FINE = "{\"kind\":\"sleep\"}";

    private static final Duration VISIBILITY = Duration.ofSeconds(90);

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

    /** All at the same time, for a visibility timeout is what most of them wait for; and then for an element limit. */
    @Test
    @Tag("killers")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatTakesDownItsProcessCostsItsElementAlone() {
        List<Bad> bad = List.of(new Bad("spin", 20, 7, "ElementTimedOut"), new Bad("exit", 1_000, 617, "WorkerCrashed"),
            new Bad("exit", 20, 7, "WorkerCrashed"), new Bad("memory", 20, 7, "WorkerCrashed"),
            new Bad("throw", 20, 7, "IllegalStateException"), new Bad("large-value", 20, 7, "ValueTooLarge"));
        Instant start = Instant.now();
        List<Tree> jobs = bad.stream().map(kind -> api.submit(fault(kind.amongOthers()))).toList();

        // The first of these may have come to be in one batch with a killer; those that follow have not.
        assertThat(Stream.generate(() -> api.post("{\"task\":\"identity\",\"elements\":[1]}", "Prefer", "wait=5"))
            .limit(10).anyMatch(answer -> answer.status() == 200)).isTrue();
        assertThat(Duration.between(start, Instant.now())).isLessThan(VISIBILITY);
        for (int i = 0; i < bad.size(); i++) {
            bad.get(i).check(api.ended(jobs.get(i)), api);
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(VISIBILITY.multipliedBy(3));
    }

    /** An element that misbehaves, among such as don't. */
    private record Bad(String kind, int total, int at, String type) {

        String[] amongOthers() {
            String[] elements = Collections.nCopies(total, FINE).toArray(String[]::new);
            elements[at] = "{\"kind\":\"" + kind + "\"}";
            return elements;
        }

        void check(Tree job, Api api) {
            assertThat(job.get("status").text()).isEqualTo("completed");
            assertThat(job.get("succeeded").number()).as(kind).isEqualTo(total - 1);
            assertThat(job.get("failed").number()).as(kind).isEqualTo(1);
            Tree outcome = api.outcomes(job).get(at);
            assertThat(outcome.get("error").get("type").text()).as(kind).isEqualTo(type);
        }
    }

    private static String fault(String... elements) {
        return "{\"task\":\"fault\",\"elements\":[" + String.join(",", elements) + "]}";
    }
}
