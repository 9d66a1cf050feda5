package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.elementwise.http.Events;
import dev.elementwise.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a field, a parameter or a path, it is never a fault of ours. */
class HostileRequestTest {

    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1,2,3]}";
    private static final List<String> PIECES = List.of(";", ",", "=", "\"", "\\", "/", "*", "*/*", ";q=", "q=1.",
        "wait", "wait=", "-1", "1e9", "99999999999999999999", " ", "\t", "%", "%zz", "%00", "+", "\u0000", "\n", "é",
        "\uD800", "😀", "\u0660", "application/json", "charset=", "utf-8", "gzip", "identity", "respond-async", "-", "_",
        "x".repeat(300), "..", "{", "}", "[", "]", "null", "0", "true", "&", "?", "#");

    private final ContractFixture system = new ContractFixture();

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Content-Encoding", "Accept", "Prefer", "Idempotency-Key"})
    void noHeaderIsAFaultOfOurs(String name) {
        for (String value : oddTexts()) {
            assertThat(system.post(BODY, name, value).status()).as(value).isLessThan(500);
            assertThat(system.get("/jobs", name, value).status()).as(value).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "limit", "status", "outcome", "gaps"})
    void noParameterIsAFaultOfOurs(String name) {
        Job job = system.submitted(5);
        for (String value : oddTexts()) {
            for (String path : List.of("/jobs", "/jobs/" + job.id() + "/results")) {
                APIGatewayProxyRequestEvent event = Events.of("GET", path);
                event.setMultiValueQueryStringParameters(Map.of(name, List.of(value)));
                assertThat(system.send(event).status()).as(value).isLessThan(500);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs/", "/tasks/", "/jobs/x/", ""})
    void noPathIsAFaultOfOurs(String start) {
        for (String text : oddTexts()) {
            APIGatewayProxyRequestEvent event = Events.of("GET", "/");
            event.setPath(start + text);
            assertThat(system.send(event).status()).as(text).isLessThan(500);
            event.setResource("/{proxy+}");
            event.setPathParameters(Map.of("proxy", text));
            assertThat(system.send(event).status()).as(text).isLessThan(500);
        }
    }

    private static List<String> oddTexts() {
        Random random = new Random(20_260_105);
        List<String> texts = new ArrayList<>(PIECES);
        texts.add("");
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(5); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
