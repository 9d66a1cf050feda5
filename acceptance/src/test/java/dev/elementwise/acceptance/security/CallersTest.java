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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two API keys of one deployment: neither sees what is the other's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallersTest {

    private static final String ONE = "the-first-callers-api-key";
    private static final String OTHER = "the-other-callers-api-key";
    private static final String SECOND_KEY = """

          OtherKey:
            Type: AWS::ApiGateway::ApiKey
            Properties: {Enabled: true, Value: %s}
          OtherPlanKey:
            Type: AWS::ApiGateway::UsagePlanKey
            Properties: {KeyId: !Ref OtherKey, KeyType: API_KEY, UsagePlanId: !Ref ApiUsagePlan}

        Outputs:
        """.formatted(OTHER);
    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1]}";

    private final LocalEmulator emulator;
    private final Api one;
    private final Api other;

    CallersTest(@TempDir Path folder) throws IOException, InterruptedException {
        Path template = ChangedTemplate.ofProject().with("\nOutputs:\n", SECOND_KEY).in(folder);
        emulator = LocalEmulator.start(template, Map.of("ApiKeyValue", ONE, "CorsOrigin", "https://app.example.com"),
            System.err::println);
        one = new Api(emulator.api(), Optional.of(ONE));
        other = new Api(emulator.api(), Optional.of(OTHER));
    }

    @AfterAll
    void close() {
        emulator.close();
    }

    @Test
    void jobIsThereForNobodyButItsCaller() {
        String path = Api.path(one.ended(one.submit(BODY)));

        one.get(path).expect(200);
        for (String below : new String[] {"", "/results"}) {
            other.get(path + below).problem(404);
        }
        for (String below : new String[] {"/retry", "/elements", "/close"}) {
            other.postTo(path + below, "{}", "Idempotency-Key", "key").problem(404);
        }
        other.delete(path).problem(404);
        one.get(path + "/results").expect(200);
    }

    @Test
    void listHasTheCallersOwnJobsAlone() {
        String mine = one.submit(BODY).get("id").text();
        String theirs = other.submit(BODY).get("id").text();

        assertThat(one.get("/jobs").expect(200).text()).contains(mine).doesNotContain(theirs);
        assertThat(other.get("/jobs").expect(200).text()).contains(theirs).doesNotContain(mine);
    }

    @Test
    void sameIdempotencyKeyOfAnotherCallerIsAnotherKey() {
        Tree mine = one.post(BODY, "Idempotency-Key", "order-17").json();
        Tree theirs = other.post(BODY, "Idempotency-Key", "order-17").json();

        assertThat(theirs.get("id").text()).isNotEqualTo(mine.get("id").text());
    }

    @Test
    void browserOfTheOriginIsToldSoBeforeItHasAKeyAndWithEveryAnswer() {
        Api browser = new Api(emulator.api(), Optional.empty());

        assertThat(browser.send("OPTIONS", "/jobs", "Access-Control-Request-Method", "POST").expect(204)
            .header("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(browser.send("OPTIONS", "/jobs/x/results").header("Access-Control-Allow-Methods"))
            .hasValueSatisfying(methods -> assertThat(methods).contains("DELETE"));
        assertThat(browser.get("/jobs").expect(403).header("Access-Control-Allow-Origin"))
            .contains("https://app.example.com");
        assertThat(one.get("/jobs").expect(200).header("Access-Control-Allow-Origin"))
            .contains("https://app.example.com");
    }
}
