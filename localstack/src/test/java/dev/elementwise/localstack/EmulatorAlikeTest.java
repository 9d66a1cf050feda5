package dev.elementwise.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Answer;
import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.EmulatorTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same calls to the emulator and to LocalStack: status, headers and bodies are the same, but for what names a job,
 * a moment or a place. Where they differ on purpose, the test's name says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmulatorAlikeTest {

    /** Of the connection or of the place, not of the answer. */
    private static final Set<String> OF_THE_PLACE = Set.of("date", "server", "connection", "content-length",
        "x-localstack", "x-amzn-requestid", "x-amz-apigw-id", "x-amzn-trace-id", "transfer-encoding");

    private final EmulatorTarget here = EmulatorTarget.start();
    private final Api emulator = new Api(here);
    private final Api localstack = new Api(new LocalStackTarget());

    @AfterAll
    void close() {
        here.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET     | /health", "GET     | /tasks", "GET     | /tasks/identity", "GET     | /tasks/nothing",
        "GET     | /docs", "GET     | /", "GET     | /jobs/x", "GET     | /jobs/x/results", "GET     | /nothing",
        "GET     | /jobs?limit=0", "GET     | /jobs?status=nonsense", "GET     | /jobs?limit=1&limit=2",
        "GET     | /jobs/%C3%BC", "GET     | /tasks/a%2Fb", "DELETE  | /jobs", "DELETE  | /jobs/x",
        "PUT     | /jobs/x", "PATCH   | /tasks", "POST    | /jobs/x/close", "POST    | /jobs/x/retry",
        "POST    | /nothing", "OPTIONS | /jobs", "OPTIONS | /jobs/x", "HEAD    | /tasks", "HEAD    | /jobs/x"})
    void callIsAnsweredAlike(String method, String path) {
        compare(emulator.send(method, path), localstack.send(method, path));
    }

    static List<String> bodies() {
        return List.of("", "{", "[]", "{}", "{\"task\":\"identity\"}", "{\"task\":\"nothing\",\"elements\":[1]}",
            "{\"task\":\"count-primes\",\"elements\":[1,-1,\"x\",2.5]}", "{\"task\":\"identity\",\"elements\":[]}",
            "{\"task\":\"identity\",\"elements\":[\"\\u00e4\\u2028\",\"\ud83d\ude00\"]}",
            "{\"task\":\"identity\",\"range\":{\"stop\":0}}", "{\"task\":\"identity\",\"range\":{\"stop\":2,\"step\":0}}",
            "{\"task\":\"identity\",\"elements\":[1],\"label\":\"" + "x".repeat(201) + "\"}",
            "{\"task\":\"identity\",\"elements\":[1],\"reduce\":\"nothing\"}",
            "{\"task\":\"identity\",\"elements\":[1],\"open\":true}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyIsAnsweredAlike(String body) {
        compare(emulator.post(body), localstack.post(body));
    }

    @Test
    void bytesThatAreNotUtf8AreAnsweredAlike() {
        byte[] body = "{\"task\":\"identity\",\"elements\":[\"\u00ff\"]}".getBytes(StandardCharsets.ISO_8859_1);

        compare(emulator.post(body), localstack.post(body));
    }

    @ParameterizedTest
    @CsvSource({"Accept,text/html", "Accept,application/json;q=0", "Content-Type,text/plain",
        "Idempotency-Key,''", "Prefer,wait=x"})
    void headerIsAnsweredAlike(String name, String value) {
        String body = "{\"task\":\"identity\",\"elements\":[]}";

        compare(emulator.postAs(body.getBytes(StandardCharsets.UTF_8), name, value),
            localstack.postAs(body.getBytes(StandardCharsets.UTF_8), name, value));
    }

    @ParameterizedTest
    @CsvSource({"''", "application/x-ndjson"})
    void outcomesAreAnsweredAlike(String type) {
        compare(outcomes(emulator, type), outcomes(localstack, type));
    }

    private static Answer outcomes(Api api, String type) {
        String job = Api.results(api.ended(api.submit("{\"task\":\"factorize\",\"elements\":[\"12\",\"600851475143\"]}")));
        return type.isEmpty() ? api.get(job) : api.get(job, "Accept", type);
    }

    private void compare(Answer ours, Answer theirs) {
        assertThat(theirs.status()).as(theirs.text()).isEqualTo(ours.status());
        assertThat(headers(theirs)).isEqualTo(headers(ours));
        assertThat(neutral(theirs.text())).isEqualTo(neutral(ours.text()));
    }

    private static Map<String, String> headers(Answer answer) {
        return new TreeMap<>(answer.headers().map().entrySet().stream()
            .filter(header -> !OF_THE_PLACE.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> neutral(String.join(", ", header.getValue())))));
    }

    /** Without ids, moments, the stage in links, and what a job took. */
    private static String neutral(String text) {
        return text.replaceAll("\\b[0-9A-HJKMNP-TV-Z]{26}\\b", "ID").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "WHEN")
            .replaceAll("/v1(?=/|\")", "").replaceAll("\"stats\":\\{[^}]*}", "STATS")
            .replaceAll("\"cursor\":\"[^\"]*\"", "CURSOR");
    }
}
