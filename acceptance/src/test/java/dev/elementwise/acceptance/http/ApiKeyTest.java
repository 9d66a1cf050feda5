package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalEmulator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment that asks for an API key, as the template does unless told otherwise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiKeyTest {

    private static final String KEY = "a-key-of-more-than-twenty-characters";
    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1]}";

    private final LocalEmulator emulator;
    private final Api stranger;
    private final Api impostor;
    private final Api caller;

    ApiKeyTest() throws IOException, InterruptedException {
        emulator = LocalEmulator.start(Map.of("ApiKeyValue", KEY));
        stranger = new Api(emulator.api(), Optional.empty());
        impostor = new Api(emulator.api(), Optional.of(KEY + "x"));
        caller = new Api(emulator.api(), Optional.of(KEY));
    }

    @BeforeAll
    void keyIsTheOneThatWasAskedFor() {
        assertThat(emulator.apiKeys()).containsExactly(KEY);
    }

    @AfterAll
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,/jobs", "POST,/jobs", "PUT,/jobs", "GET,/jobs/x", "DELETE,/jobs/x", "GET,/jobs/x/results",
        "GET,/tasks", "GET,/tasks/identity", "GET,/nothing", "HEAD,/jobs"})
    void nothingIsToldWithoutTheRightKey(String method, String path) {
        for (Api api : new Api[] {stranger, impostor}) {
            Answer answer = api.send(method, path).expect(403);
            if (!method.equals("HEAD")) {
                answer.problem(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/openapi.json"})
    void whatEverybodyMaySeeAsksForNoKey(String path) {
        stranger.get(path).expect(200);
        impostor.get(path).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs"})
    void pagesAskForNoKey(String path) {
        assertThat(stranger.get(path).status()).isNotEqualTo(403);
    }

    @Test
    void rightKeyRunsJobsAndListsThem() {
        Tree job = caller.ended(caller.submit(BODY));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(caller.outcomes(job)).hasSize(1);
        assertThat(caller.get("/jobs").expect(200).text()).contains(job.get("id").text());
        stranger.get(Api.path(job)).problem(403);
    }

    @Test
    void keyItselfIsNowhereToBeSeen() {
        Answer submitted = caller.post(BODY).expect(202);

        assertThat(submitted.text()).doesNotContain(KEY);
        assertThat(caller.get("/jobs").text()).doesNotContain(KEY);
    }

    @Test
    void deploymentWithoutTheParameterHasNoFaultTask() {
        assertThat(caller.get("/tasks").expect(200).text()).doesNotContain("\"fault\"");
        assertThat(caller.post("{\"task\":\"fault\",\"elements\":[]}").pointers()).containsExactly("/task");
    }
}
