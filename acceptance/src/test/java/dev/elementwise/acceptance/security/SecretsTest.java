package dev.elementwise.acceptance.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.Tree;
import dev.elementwise.acceptance.parts.ChangedTemplate;
import dev.elementwise.acceptance.parts.LocalEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers keep to themselves is in no log, whatever goes wrong. The logs are those of real functions. */
final class SecretsTest {

    private static final String KEY = "planted-api-key-4f1c9a7e2b";
    private static final String IDEMPOTENCY_KEY = "planted-idempotency-key-8d2e";
    private static final String PASSWORD = "planted-password-77c0";
    private static final String BODY = """
        {"task":"pbkdf2","elements":[{"password":"%s","salt":"s","iterations":1}]}""".formatted(PASSWORD);

    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void functionsWhoseTableIsNotThereLogTheFaultAndNoSecret() throws IOException, InterruptedException {
        Path template = ChangedTemplate.ofProject().with("TABLE_NAME: !Ref JobsTable", "TABLE_NAME: nowhere").in(folder);
        try (LocalEmulator emulator = start(template)) {
            Api api = new Api(emulator.api(), Optional.of(KEY));

            api.post(BODY, "Idempotency-Key", IDEMPOTENCY_KEY).expect(500);
            api.get("/jobs").expect(500);
        }

        assertThat(text()).contains("Request ", "failed: POST /jobs", "failed: GET /jobs");
        assertNoSecret();
    }

    @Test
    void whatIsWrongWithRequestsAndElementsIsLoggedWithoutSecrets() throws IOException, InterruptedException {
        try (LocalEmulator emulator = start(ChangedTemplate.ofProject().in(folder))) {
            Api api = new Api(emulator.api(), Optional.of(KEY));
            new Api(emulator.api(), Optional.of(KEY + "x")).post(BODY).expect(403);
            Tree job = api.ended(api.post(BODY, "Idempotency-Key", IDEMPOTENCY_KEY).expect(202).json());
            api.post(BODY.replace("1}", "2}"), "Idempotency-Key", IDEMPOTENCY_KEY).expect(422);
            api.post("{\"" + PASSWORD, "Idempotency-Key", IDEMPOTENCY_KEY).expect(400);
            api.ended(api.submit("{\"task\":\"fault\",\"elements\":[{\"kind\":\"memory\"}],\"label\":\"" + PASSWORD + "\"}"));

            assertThat(job.get("status").text()).isEqualTo("completed");
        }

        assertThat(text()).contains("The execution environment ends");
        assertNoSecret();
    }

    private LocalEmulator start(Path template) throws IOException, InterruptedException {
        return LocalEmulator.start(template, Map.of("ApiKeyValue", KEY, "FaultTask", "on", "ComputeMemory", "1769"),
            log::add);
    }

    private void assertNoSecret() {
        assertThat(log).noneMatch(line -> line.contains("planted"));
    }

    private String text() {
        return String.join("\n", log);
    }
}
