package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells of the service itself: its tasks, its health, its contract. */
@ExtendWith(SystemUnderTest.class)
final class ServiceTest {

    private final Api api;

    ServiceTest(Api api) {
        this.api = api;
    }

    @Test
    void healthIsFineWhereAJobCanBeTaken() {
        api.get("/health").expect(200).json();
    }

    @Test
    void catalogueHasEveryTaskWithAllThatACallerNeeds() {
        Tree tasks = api.get("/tasks").expect(200).json().get("tasks");

        assertThat(tasks.list()).extracting(task -> task.get("name").text()).contains("identity", "count-primes",
            "factorize", "pbkdf2", "mandelbrot-row", "monte-carlo-pi", "fault");
        assertThat(tasks.list()).allSatisfy(task -> {
            assertThat(task.get("title").text()).isNotEmpty();
            assertThat(task.get("description").text()).isNotEmpty();
            assertThat(task.get("example").get("task")).isEqualTo(task.get("name"));
            assertThat(task.get("elementSchema").value()).isInstanceOfAny(Map.class, Boolean.class);
            assertThat(task.get("valueSchema").value()).isInstanceOfAny(Map.class, Boolean.class);
            assertThat(api.get("/tasks/" + task.get("name").text()).expect(200).json()).isEqualTo(task);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "count-primes", "factorize", "pbkdf2", "mandelbrot-row", "monte-carlo-pi"})
    void exampleOfATaskRunsAsItIs(String task) {
        Tree example = api.get("/tasks/" + task).expect(200).json().get("example");

        assertThat(api.values(example.toString())).isNotEmpty();
    }

    @Test
    void contractNamesEveryPathAndTheServerThatWasAsked() {
        Tree contract = api.get("/openapi.json").expect(200).json();

        assertThat(contract.get("openapi").text()).startsWith("3.");
        for (String path : new String[] {"/jobs", "/jobs/{id}", "/jobs/{id}/results", "/tasks", "/tasks/{name}",
            "/health", "/openapi.json"}) {
            assertThat(contract.get("paths").has(path)).as(path).isTrue();
        }
        String stage = api.base().getRawPath();
        assertThat(contract.get("servers").list()).extracting(server -> server.get("url").text())
            .containsExactly(stage.isEmpty() ? "/" : stage);
    }
}
