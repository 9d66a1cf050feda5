package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.http.Events;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.Tally;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.status.ContractFixture;
import dev.elementwise.status.ContractFixture.Answer;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.InstalmentStore.OpenJob;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that get their elements bit by bit. */
class OpenJobContractTest {

    private static final String NDJSON = "application/x-ndjson";

    private final ContractFixture system = new ContractFixture();

    @Test
    void openJobNeedsNoElementsAndSaysThatItIsOpen() {
        Answer answer = system.post("{\"task\":\"identity\",\"open\":true}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(answer.field("open")).isEqualTo(true);
        assertThat(answer.field("total")).isEqualTo(0L);
        assertThat(answer.field("progress")).isEqualTo(0L);
        assertThat(system.queue.size()).isZero();
        assertThat(system.post("{\"task\":\"identity\",\"open\":false,\"elements\":[1]}").json().containsKey("open"))
            .isFalse();
    }

    @Test
    void elementsThatComeWithAnOpenJobAreItsFirst() {
        Answer job = system.post("{\"task\":\"identity\",\"open\":true,\"elements\":[\"a\",\"b\"]}");

        Answer added = system.add(job.text("id"), "k", "{\"elements\":[\"c\"]}");

        assertThat(job.field("total")).isEqualTo(2L);
        assertThat(added.field("added")).isEqualTo(Map.of("start", 2L, "stop", 3L));
        assertThat(spans()).extracting(Span::indices).containsExactly(IndexRuns.of(0, 2), IndexRuns.of(2, 3));
    }

    @Test
    void elementsAreTakenAndCounted() {
        String id = open("{\"task\":\"mandelbrot-row\",\"open\":true,\"params\":{\"width\":7,\"height\":9}}");

        Answer first = system.add(id, "a", "{\"elements\":[1,2]}");
        Answer second = system.add(id, "b", "3\n4\n\n5\n", "Content-Type", NDJSON);

        assertThat(List.of(first.status(), second.status())).containsOnly(202);
        assertThat(first.field("total")).isEqualTo(2L);
        assertThat(second.field("total")).isEqualTo(5L);
        assertThat(second.field("added")).isEqualTo(Map.of("start", 2L, "stop", 5L));
        assertThat(second.field("open")).isEqualTo(true);
        List<Span> spans = spans();
        assertThat(spans).extracting(Span::params).containsOnly("{\"width\":7,\"height\":9}");
        assertThat(spans.get(1).elements()).contains(Arrays.asList(3L, 4L, 5L));
        assertThat(spans.get(1).indices()).isEqualTo(IndexRuns.of(2, 5));
    }

    @Test
    void closeNamesTheRequestsThatAreNotFinished() {
        String id = open();
        reserve(id, "a \"quoted\" key", 0);

        Answer refused = system.close(id);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("one request is not finished", "\"a \\\"quoted\\\" key\"");
        assertThat(system.job(id).isOpen()).isTrue();
    }

    @Test
    void oneRequestMoreThanMayBeUnfinishedIsToldToComeAgain() {
        String id = open();
        for (int request = 0; request < InstalmentStore.MOST_UNFINISHED; request++) {
            reserve(id, "key-" + request, request);
        }

        Answer refused = system.add(id, "one-more", "{\"elements\":[1]}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(refused.text("detail")).contains("32 requests are not finished", "\"key-0\"", "\"key-31\"");
    }

    /** A request that has died before it sent its element. */
    private void reserve(String id, String key, long index) {
        InstalmentStore.OpenJob read = system.instalments.find(new JobId(id)).orElseThrow();
        assertThat(system.instalments.reserve(read,
            new InstalmentStore.Instalment(key, "hash", new IndexRun(index, index + 1)))).isTrue();
    }

    @Test
    void sameKeyAndBodyAddNothingAndGiveTheSamePlace() {
        String id = open();
        system.add(id, "a", "{\"elements\":[1,2]}");
        system.add(id, "b", "{\"elements\":[1,2]}");

        Answer again = system.add(id, "a", "{\"elements\":[1,2]}");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.field("added")).isEqualTo(Map.of("start", 0L, "stop", 2L));
        assertThat(again.field("total")).isEqualTo(4L);
        assertThat(system.queue.size()).isEqualTo(2);
    }

    @Test
    void sameKeyWithAnotherBodyIs422() {
        String id = open();
        system.add(id, "a", "{\"elements\":[1]}");

        assertThat(system.add(id, "a", "{\"elements\":[2]}").status()).isEqualTo(422);
        assertThat(system.add(open(), "a", "{\"elements\":[2]}").status()).isEqualTo(202);
    }

    @Test
    void closedJobTakesNoMoreAndFinishedKeysAreStillAnswered() {
        String id = open();
        system.add(id, "a", "{\"elements\":[1]}");

        Answer closed = system.close(id);

        assertThat(closed.status()).isEqualTo(202);
        assertThat(closed.json().containsKey("open")).isFalse();
        assertThat(system.close(id).status()).isEqualTo(202);
        Answer late = system.add(id, "b", "{\"elements\":[1]}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("title")).isEqualTo("Conflict");
        assertThat(late.text("detail")).contains("it is closed");
        assertThat(system.add(id, "a", "{\"elements\":[1]}").status()).isEqualTo(202);
        assertThat(system.add(id, "a", "{\"elements\":[2]}").status()).isEqualTo(422);
    }

    @Test
    void jobOfNoElementsIsCompletedWhenItIsClosed() {
        String id = open();

        Answer closed = system.close(id);

        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.text("status")).isEqualTo("completed");
        assertThat(closed.field("progress")).isEqualTo(1L);
        assertThat(system.get("/jobs/" + id + "/results").json().get("next")).isNull();
    }

    @Test
    void jobThatIsNotOpenTakesNoElementsAndIsClosedAlready() {
        String id = system.post("{\"task\":\"identity\",\"elements\":[1]}").text("id");

        Answer refused = system.add(id, "a", "{\"elements\":[1]}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("\"open\": true");
        assertThat(system.close(id).status()).isEqualTo(202);
    }

    @Test
    void cancelledJobTakesNoMore() {
        String id = open();
        system.add(id, "a", "{\"elements\":[1]}");
        Answer cancelled = system.send(Events.of("DELETE", "/jobs/" + id));

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().containsKey("open")).isFalse();
        assertThat(system.add(id, "b", "{\"elements\":[1]}").text("detail")).contains("it is cancelled");
        assertThat(system.close(id).status()).isEqualTo(200);
        assertThat(system.add(id, "a", "{\"elements\":[1]}").status()).isEqualTo(200);
        assertThat(system.get("/jobs/" + id + "/results").json().get("next")).isNull();
    }

    @Test
    void jobThatIsNeverClosedIsGivenUp() {
        String id = open();
        system.add(id, "a", "{\"elements\":[1]}");
        system.pass(Duration.ofDays(3));

        assertThat(system.get("/jobs/" + id).text("status")).isEqualTo("failed");
        assertThat(system.add(id, "b", "{\"elements\":[1]}").status()).isEqualTo(409);
    }

    @Test
    void resultsAreReadWhileElementsStillCome() {
        String id = open("{\"task\":\"identity\",\"open\":true,\"chunkSize\":10}");
        system.add(id, "a", list(0, 15));
        Job job = system.job(id);
        system.commit(job, IndexRuns.of(0, 15));

        Answer first = system.get("/jobs/" + id + "/results");
        assertThat(first.list("results")).hasSize(15);
        Answer nothing = system.get("/jobs/" + id + "/results?gaps=true&cursor=" + first.text("next"));
        assertThat(nothing.list("results")).isEmpty();

        system.add(id, "b", list(15, 40));
        system.commit(system.job(id), IndexRuns.of(15, 40));
        Answer second = system.get("/jobs/" + id + "/results?cursor=" + nothing.text("next"));
        assertThat(second.list("results")).hasSize(25);
        assertThat(second.list("results").get(0)).isEqualTo(Map.of("index", 15L, "value", 30L));
        assertThat(second.json().get("next")).isNotNull();
        assertThat(system.get("/jobs/" + id + "/results?limit=5&gaps=true&cursor=" + first.text("next"))
            .list("results")).hasSize(5);
    }

    @Test
    void elementsMayNotExceedWhatADeploymentTakesInSum() {
        String id = open();
        String many = "{\"elements\":[" + "0,".repeat(499_999) + "0]}";
        assertThat(system.add(id, "a", many).status()).isEqualTo(202);
        assertThat(system.add(id, "b", many).status()).isEqualTo(202);

        Answer tooMany = system.add(id, "c", "{\"elements\":[0]}");

        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.pointers()).containsExactly("/elements");
        assertThat(tooMany.list("errors").toString()).contains("1000000 elements", "at most 1000000");
        assertThat(system.add(id, "a", many).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"elements\":[]}|422|/elements", "{}|422|/elements", "[1]|422|``", "{\"elements\":7}|422|/elements",
        "{\"elements\":[1],\"task\":\"identity\"}|422|/task", "{\"elements\":[1,\"x\",-1]}|422|/elements/1",
        "{\"elements\":[1],\"elements\":[2]}|400|", "{\"elements\":[1]|400|", "``|400|"})
    void badBodiesAreRefusedAsThoseOfASubmit(String body, int status, String pointer) {
        String id = open("{\"task\":\"count-primes\",\"open\":true}");

        Answer answer = system.add(id, "a", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        if (pointer != null) {
            assertThat(answer.pointers()).first().isEqualTo(pointer);
        }
        assertThat(system.queue.size()).isZero();
        assertThat(system.close(id).status()).isEqualTo(200);
    }

    @Test
    void badLinesAreNamed() {
        String id = open("{\"task\":\"count-primes\",\"open\":true}");

        Answer malformed = system.add(id, "a", "1\n2\n{3\n", "Content-Type", NDJSON);
        Answer empty = system.add(id, "a", "\n", "Content-Type", NDJSON);
        Answer wrong = system.add(id, "a", "1\n\n\"x\"\n", "Content-Type", NDJSON);

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.text("detail")).startsWith("Line 3 is not one JSON text.");
        assertThat(empty.pointers()).containsExactly("/elements");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointers()).containsExactly("/elements/1");
    }

    @Test
    void elementThatCannotBeReadHidesNoOther() {
        String id = open("{\"task\":\"count-primes\",\"open\":true}");

        assertThat(system.add(id, "a", "{\"elements\":[1e999,1,-1],\"task\":1}").pointers())
            .containsExactly("/elements/0", "/task", "/elements/2");
        assertThat(system.add(id, "a", "1e999\n-1\n", "Content-Type", NDJSON).pointers())
            .containsExactly("/elements/0", "/elements/1");
        assertThat(system.add(id, "a", "[".repeat(5_000) + "]".repeat(5_000), "Content-Type", NDJSON).pointers())
            .singleElement().asString().startsWith("/elements/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"elements\":[1]}|422|/elements", "{\"elements\":1e999}|422|/elements", "[]|422|``", "7|422|``",
        "1e999|422|``", "{|400|"})
    void closeTakesNoBodyThatSaysSomething(String body, int status, String pointer) {
        String id = open();

        Answer answer = system.send(Events.at("/jobs/" + id + "/close", Events.post(body)));

        assertThat(answer.status()).isEqualTo(status);
        if (pointer != null) {
            assertThat(answer.pointers()).containsExactly(pointer);
        }
        assertThat(system.get("/jobs/" + id).field("open")).isEqualTo(true);
        assertThat(system.send(Events.at("/jobs/" + id + "/close", Events.post("{}"))).status()).isEqualTo(200);
    }

    @Test
    void fieldsOfACloseAreToldWhereElementsGo() {
        Answer answer = system.send(Events.at("/jobs/" + open() + "/close", Events.post("{\"elements\":[1]}")));

        assertThat(answer.field("errors").toString())
            .contains("close takes no fields; elements are added with POST /jobs/{id}/elements.");
    }

    @Test
    void fieldNextToElementsIsToldThatThereIsNoOther() {
        Answer answer = system.add(open(), "a", "{\"elements\":[1],\"task\":1}");

        assertThat(answer.field("errors").toString()).contains("is not a field that is known here; there is elements.");
    }

    @Test
    void badHeadersAreRefused() {
        String id = open();
        String body = "{\"elements\":[1]}";

        assertThat(system.send(Events.at("/jobs/" + id + "/elements", Events.post(body))).text("detail"))
            .contains("Idempotency-Key is missing");
        assertThat(system.add(id, "a b", body).status()).isEqualTo(400);
        Answer untyped = system.add(id, "a", body, "Content-Type", "text/csv");
        assertThat(untyped.status()).isEqualTo(415);
        assertThat(untyped.header("Accept-Post")).contains("application/json, application/x-ndjson");
        assertThat(system.add(id, "a", body, "Content-Encoding", "gzip").status()).isEqualTo(415);
        assertThat(system.add(id, "a", body, "Accept", "text/html").status()).isEqualTo(406);
        assertThat(system.add(id, "a", " ".repeat(4 * 1024 * 1024) + body).status()).isEqualTo(413);
        assertThat(system.queue.size()).isZero();
    }

    @Test
    void strangersJobsAndUnknownOnesAreNotFound() {
        String id = open();

        assertThat(system.add("01JDXW2C1N8V5R9D3K7M0QSTYZ", "a", "{\"elements\":[1]}").status()).isEqualTo(404);
        assertThat(system.send(Events.by("a-key-of-20-letters!", Events.at("/jobs/" + id + "/elements",
            Events.post("{\"elements\":[1]}", "Idempotency-Key", "a")))).status()).isEqualTo(404);
        assertThat(system.send(Events.by("a-key-of-20-letters!", Events.of("POST", "/jobs/" + id + "/close")))
            .status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"task\":\"identity\",\"open\":1}|/open", "{\"task\":\"identity\",\"open\":null}|/open",
        "{\"task\":\"identity\",\"open\":true,\"range\":{\"stop\":3}}|/range",
        "{\"task\":\"identity\",\"open\":true,\"elements\":3}|/elements",
        "{\"task\":\"identity\",\"open\":false}|``"})
    void openThatMeansNothingIs422(String body, String pointer) {
        Answer answer = system.post(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).contains(pointer);
    }

    @Test
    void otherMethodsAre405() {
        Answer elements = system.get("/jobs/01JDXW2C1N8V5R9D3K7M0QSTYZ/elements");
        Answer close = system.get("/jobs/01JDXW2C1N8V5R9D3K7M0QSTYZ/close");

        assertThat(List.of(elements.status(), close.status())).containsOnly(405);
        assertThat(elements.header("Allow")).contains("POST, OPTIONS");
    }

    @Test
    void limitedJobTakesMoreOnlyWhenAllThatItHasIsCounted() {
        String id = open("{\"task\":\"identity\",\"open\":true,\"maxConcurrency\":3}");
        assertThat(system.add(id, "a", "{\"elements\":[1,2]}").status()).isEqualTo(202);

        Answer refused = system.add(id, "b", "{\"elements\":[3]}");
        Answer repeated = system.add(id, "a", "{\"elements\":[1,2]}");
        JobSpec spec = system.job(id).spec();
        system.store.enter(spec, new ProgressTree(spec).root(), Map.of(0, new Tally(2, 0)), system.clock.instant());
        Answer taken = system.add(id, "b", "{\"elements\":[3]}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.text("detail")).contains("2 of the elements");
        assertThat(repeated.status()).isEqualTo(202);
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.field("added")).isEqualTo(Map.of("start", 2L, "stop", 3L));
        assertThat(spans()).extracting(Span::places).containsOnly(OptionalInt.of(3));
    }

    @Test
    void limitedJobWhoseRequestDiedSaysWhichIsToBeRepeated() {
        String id = open("{\"task\":\"identity\",\"open\":true,\"maxConcurrency\":3}");
        OpenJob job = system.instalments.find(system.job(id).id()).orElseThrow();
        system.instalments.reserve(job, new Instalment("died", "hash", new IndexRun(0, 2)));

        Answer refused = system.add(id, "b", "{\"elements\":[3]}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("detail")).contains("2 of the elements", "repeat", "\"died\"");
    }

    private String open() {
        return open("{\"task\":\"identity\",\"open\":true}");
    }

    private String open(String body) {
        return system.post(body).text("id");
    }

    private List<Span> spans() {
        return system.queue.receive(10).stream().map(Delivery::body).map(SpanCodec::decode).toList();
    }

    private static String list(int from, int to) {
        return "{\"elements\":[" + IntStream.range(from, to).mapToObj(String::valueOf)
            .collect(Collectors.joining(",")) + "]}";
    }
}
