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

/** Elements that take down their process. */
@Tag("killers")
@ExtendWith(SystemUnderTest.class)
final class KillersTest {

    private static final Duration VISIBILITY = Duration.ofSeconds(90);

    private final Api api;

    KillersTest(Api api) {
        this.api = api;
    }

    /** Its process gives its messages back, for which they would not be due before a visibility timeout. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nobodyWaitsForTheVisibilityTimeoutOfAnElementThatExits() {
        Instant start = Instant.now();
        Bad exit = new Bad("exit", 20, 7, "WorkerCrashed");

        exit.check(api.ended(api.submit(FaultTest.fault(exit.amongOthers()))), api);

        assertThat(Duration.between(start, Instant.now())).isLessThan(VISIBILITY.dividedBy(2));
    }

    /** All at the same time, for some of them wait for an element limit. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatTakesDownItsProcessCostsItsElementAlone() {
        List<Bad> bad = List.of(new Bad("spin", 20, 7, "ElementTimedOut"), new Bad("exit", 1_000, 617, "WorkerCrashed"),
            new Bad("exit", 20, 7, "WorkerCrashed"), new Bad("memory", 20, 7, "WorkerCrashed"),
            new Bad("throw", 20, 7, "IllegalStateException"), new Bad("large-value", 20, 7, "ValueTooLarge"));
        Instant start = Instant.now();
        List<Tree> jobs = bad.stream().map(kind -> api.submit(FaultTest.fault(kind.amongOthers()))).toList();

        // The first of these may have come to be in one batch with a killer; those that follow have not.
        assertThat(Stream.generate(() -> api.post("{\"task\":\"identity\",\"elements\":[1]}", "Prefer", "wait=5"))
            .takeWhile(tried -> Duration.between(start, Instant.now()).compareTo(VISIBILITY) < 0)
            .anyMatch(answer -> answer.status() == 200)).isTrue();
        for (int i = 0; i < bad.size(); i++) {
            bad.get(i).check(api.ended(jobs.get(i)), api);
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(VISIBILITY.multipliedBy(3));
    }

    /** An element that misbehaves, among such as don't. */
    private record Bad(String kind, int total, int at, String type) {

        String[] amongOthers() {
            String[] elements = Collections.nCopies(total, "{\"kind\":\"sleep\"}").toArray(String[]::new);
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
}
