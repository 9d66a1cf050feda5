package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and media types, as RFC 9110 has them. */
@ExtendWith(SystemUnderTest.class)
final class ProtocolTest {

    private static final String EMPTY = "{\"task\":\"identity\",\"elements\":[]}";

    private final Api api;

    ProtocolTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/job", "/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV/outcomes", "/tasks/identity/x",
        "/health/x", "/jobs/a/results/b", "/JOBS", "/favicon.ico"})
    void unknownPathIsNotFound(String path) {
        api.get(path).problem(404);
        api.send("POST", path).problem(404);
        api.send("PUT", path).problem(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV/results", "/jobs/x",
        "/jobs/x/results", "/jobs/%C3%BC", "/tasks/nonsense", "/jobs/01arz3ndektsv4rrffq69g5fav"})
    void unknownJobOrTaskIsNotFound(String path) {
        api.get(path).problem(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/jobs | PUT,PATCH,DELETE | GET,HEAD,OPTIONS,POST",
        "/jobs/x | POST,PUT,PATCH | DELETE,GET,HEAD,OPTIONS",
        "/jobs/x/results | POST,PUT,PATCH,DELETE | GET,HEAD,OPTIONS",
        "/tasks | POST,PUT,PATCH,DELETE | GET,HEAD,OPTIONS",
        "/tasks/identity | POST,DELETE | GET,HEAD,OPTIONS",
        "/health | POST,DELETE | GET,HEAD,OPTIONS",
        "/openapi.json | POST,PUT | GET,HEAD,OPTIONS",
        "/docs | POST,PUT | GET,HEAD,OPTIONS",
        "/ | POST,PUT | GET,HEAD,OPTIONS"})
    void otherMethodIsRefusedWithThoseThatThereAre(String path, String methods, String allowed) {
        for (String method : methods.split(",")) {
            Answer answer = api.send(method, path);
            answer.problem(405);
            assertThat(allow(answer)).isEqualTo(Set.of(allowed.split(",")));
        }
        Answer options = api.send("OPTIONS", path).expect(204);
        assertThat(allow(options)).isEqualTo(Set.of(allowed.split(",")));
        assertThat(options.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs", "/tasks", "/tasks/identity", "/health", "/openapi.json", "/nothing", "/jobs/x",
        "/jobs?limit=0"})
    void headIsAnsweredLikeGetWithoutTheBody(String path) {
        Answer get = api.get(path);
        Answer head = api.send("HEAD", path);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Cache-Control")).isEqualTo(get.header("Cache-Control"));
    }

    @Test
    void headOfAJobAndOfItsResultsIsAnswered() {
        Tree job = api.submit(EMPTY);

        assertThat(api.send("HEAD", Api.path(job)).expect(200).body()).isEmpty();
        Answer lines = api.send("HEAD", Api.results(job), "Accept", "application/x-ndjson").expect(200);
        assertThat(lines.header("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs", "/tasks", "/tasks/identity", "/health", "/openapi.json"})
    void typeThatThereIsNotIsNotAcceptable(String path) {
        api.get(path, "Accept", "application/xml").problem(406);
        api.get(path, "Accept", "text/*").problem(406);
        api.get(path, "Accept", "application/json;q=0, image/png").problem(406);
        api.get(path, "Accept", "application/x-ndjson").problem(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/json", "text/html, application/json;q=0.1",
        "APPLICATION/JSON", "application/json;charset=utf-8", "image/png;q=0.9, */*;q=0.001"})
    void typeThatThereIsIsAccepted(String accept) {
        api.get("/jobs", "Accept", accept).expect(200).json();
        api.post(EMPTY, "Accept", accept).expect(202).json();
    }

    @Test
    void submitWhoseAnswerIsNotAcceptableLeavesNoJob() {
        String label = "unacceptable " + System.nanoTime();

        api.post("{\"task\":\"identity\",\"elements\":[],\"label\":\"" + label + "\"}", "Accept", "text/html")
            .problem(406);

        assertThat(api.get("/jobs?limit=1000").text()).doesNotContain(label);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "application/x-ndjson | application/x-ndjson",
        "application/json | application/json",
        "*/* | application/json",
        "application/json;q=0.5, application/x-ndjson | application/x-ndjson",
        "application/x-ndjson;q=0.5, */*;q=0.1 | application/x-ndjson",
        "application/x-ndjson;q=0, */* | application/json"})
    void resultsComeInTheTypeThatIsWantedMost(String accept, String type) {
        Tree job = api.submit(EMPTY);

        assertThat(api.get(Api.results(job), "Accept", accept).expect(200).header("Content-Type").orElseThrow())
            .startsWith(type);
        api.get(Api.results(job), "Accept", "text/csv").problem(406);
    }

    @Test
    void errorIsAProblemWhateverIsAccepted() {
        api.get("/jobs/x", "Accept", "application/json").problem(404);
        api.get("/nothing", "Accept", "text/html").problem(404);
    }

    @Test
    void bodyInPiecesIsTaken() throws IOException {
        String answer = RawRequest.send(api, "POST", "/jobs", "Content-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n10\r\n" + EMPTY.substring(0, 16) + "\r\n"
            + Integer.toHexString(EMPTY.length() - 16) + "\r\n" + EMPTY.substring(16) + "\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void callerWhoWaitsToBeAskedForTheBodyIsServed() throws IOException {
        String answer = RawRequest.send(api, "POST", "/jobs", "Content-Type: application/json\r\n"
            + "Expect: 100-continue\r\nContent-Length: " + EMPTY.length() + "\r\n\r\n" + EMPTY);

        assertThat(answer).contains("HTTP/1.1 202 ");
    }

    @Test
    void escapesInAPathMeanWhatTheyEscape() {
        assertThat(api.get("/%74asks/%69dentity").expect(200).json().get("name").text()).isEqualTo("identity");
    }

    @Test
    void unknownQueryParametersAreIgnored() {
        api.get("/jobs?colour=red").expect(200);
    }

    private static Set<String> allow(Answer answer) {
        return new TreeSet<>(Set.of(answer.header("Allow").orElseThrow().split(" *, *")));
    }
}
