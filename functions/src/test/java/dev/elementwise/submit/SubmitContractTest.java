package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.elementwise.http.Events;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.status.ContractFixture;
import dev.elementwise.status.ContractFixture.Answer;
import dev.elementwise.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitContractTest {

    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1,2,3]}";

    private static final String SUM = "{\"task\":\"identity\",\"elements\":[1,2,3],\"reduce\":\"sum\"}";

    private final ContractFixture system = new ContractFixture();

    @Test
    void aJobIsAcceptedWithItsPlace() {
        Answer answer = system.post("{\"task\":\"count-primes\",\"elements\":[10,20.0],\"label\":\"my job\"}");

        assertThat(answer.status()).isEqualTo(202);
        String self = "/v1/jobs/" + answer.text("id");
        assertThat(answer.header("Location")).contains(self);
        assertThat(answer.header("Retry-After")).contains("1");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.json().keySet().stream().map(String::valueOf)).containsExactly("id", "task", "label",
            "status", "total", "succeeded", "failed", "progress", "createdAt", "startedAt", "finishedAt", "expiresAt",
            "links");
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(answer.field("total")).isEqualTo(2L);
        assertThat(answer.field("links")).isEqualTo(Map.of("self", self, "results", self + "/results"));
        assertThat(system.queue.size()).isEqualTo(1);
    }

    @Test
    void whatPrimesASnapshotIsRefused() {
        assertThat(SubmitFunction.REFUSED.stream()
            .map(line -> system.send(Events.at(line.path(), Events.post(line.body()))).status()))
            .containsExactly(422, 404);

        assertThat(system.queue.size()).isZero();
        assertThat(system.get("/jobs").list("jobs")).isEmpty();
    }

    @Test
    void aWaitThatIsLongEnoughGivesTheResults() {
        finishWhileAsleep();

        Answer answer = system.post(BODY, "Prefer", "wait=10", "Prefer", "respond-async");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("completed");
        assertThat(answer.list("results")).hasSize(3).first().isEqualTo(Map.of("index", 0L, "value", 0L));
        assertThat(answer.json().containsKey("next")).isTrue();
        assertThat(answer.json().get("next")).isNull();
        assertThat(answer.header("Preference-Applied")).contains("respond-async, wait=10");
        assertThat(answer.header("Location")).isPresent();
    }

    @Test
    void aWaitThatIsTooShortGivesTheJob() {
        Answer answer = system.post(BODY, "Prefer", "wait=2");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).contains("wait=2");
        assertThat(answer.json().containsKey("results")).isFalse();
    }

    /** An error would deny a job that is done. */
    @Test
    void aWaitWhoseReductionCannotBeReadGivesTheJob() {
        finishWhileAsleep();
        system.beforeReduced(() -> {
            throw new StoreUnavailableException("throttled, as asked", null);
        });

        Answer answer = system.post(SUM, "Prefer", "wait=10");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("completed");
        assertThat(answer.header("Location")).contains("/v1/jobs/" + answer.text("id"));
        assertThat(answer.json().containsKey("reduced")).isFalse();
    }

    @Test
    void aJobThatEndsAtOnceAndWhoseReductionCannotBeReadIsAccepted() {
        system.beforeReduced(() -> {
            throw new StoreUnavailableException("throttled, as asked", null);
        });

        Answer answer = system.post("{\"task\":\"identity\",\"elements\":[],\"reduce\":\"sum\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("completed");
    }

    @Test
    void noWaitOutlastsTheGateway() {
        APIGatewayProxyRequestEvent event = Events.post(BODY, "Prefer", "wait=60");
        event.getRequestContext().setRequestTimeEpoch(system.clock.instant().minusSeconds(9).toEpochMilli());

        assertThat(system.send(event).header("Preference-Applied")).contains("wait=18");
    }

    @Test
    void anEmptyListIsCompletedAtOnce() {
        Answer answer = system.post("{\"task\":\"identity\",\"elements\":[]}");
        Answer waited = system.post("{\"task\":\"identity\",\"elements\":[]}", "Prefer", "wait=0");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("completed");
        assertThat(answer.field("progress")).isEqualTo(1L);
        assertThat(waited.status()).isEqualTo(200);
        assertThat(waited.list("results")).isEmpty();
    }

    @Test
    void theSameKeyAndBodyFindTheFirstJob() {
        Answer first = system.post(BODY, "Idempotency-Key", "key-1");
        Answer running = system.post(BODY, "idempotency-key", "key-1");
        system.complete(system.job(first.text("id")));
        Answer ended = system.post(BODY, "Idempotency-Key", "key-1");
        Answer waited = system.post(BODY, "Idempotency-Key", "key-1", "Prefer", "wait=1");

        assertThat(running.status()).isEqualTo(202);
        assertThat(List.of(running.text("id"), ended.text("id"), waited.text("id"))).containsOnly(first.text("id"));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().containsKey("results")).isFalse();
        assertThat(waited.list("results")).hasSize(3);
        assertThat(system.queue.size()).isEqualTo(1);
    }

    @Test
    void aKeyIsGoodForOneBodyAndOneCaller() {
        Answer first = system.post(BODY, "Idempotency-Key", "key-1");
        Answer other = system.post(BODY + " ", "Idempotency-Key", "key-1");
        Answer stranger = system.send(Events.by("a-key-of-20-letters!", Events.post(BODY, "Idempotency-Key", "key-1")));

        assertThat(other.status()).isEqualTo(422);
        assertThat(stranger.status()).isEqualTo(202);
        assertThat(stranger.text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void aBadIdempotencyKeyIs400() {
        assertThat(system.post(BODY, "Idempotency-Key", "").status()).isEqualTo(400);
        assertThat(system.post(BODY, "Idempotency-Key", "a b").status()).isEqualTo(400);
        assertThat(system.post(BODY, "Idempotency-Key", "é").status()).isEqualTo(400);
        assertThat(system.post(BODY, "Idempotency-Key", "x".repeat(256)).status()).isEqualTo(400);
        assertThat(system.post(BODY, "Idempotency-Key", "a", "Idempotency-Key", "a").status()).isEqualTo(400);
        assertThat(system.post(BODY, "Idempotency-Key", "a", "idempotency-key", "b").status()).isEqualTo(400);
        assertThat(system.post(BODY, "Idempotency-Key", "x".repeat(255)).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]|``", "null|``", "{\"elements\":[1]}|/task",
        "{\"task\":1,\"elements\":[1]}|/task", "{\"task\":\"nothing\",\"elements\":[1]}|/task",
        "{\"task\":\"identity\"}|``", "{\"task\":\"identity\",\"elements\":[],\"range\":{\"stop\":1}}|``",
        "{\"task\":\"identity\",\"elements\":{}}|/elements", "{\"task\":\"identity\",\"range\":[1]}|/range",
        "{\"task\":\"identity\",\"range\":{}}|/range/stop", "{\"task\":\"identity\",\"range\":{\"stop\":1.5}}|/range/stop",
        "{\"task\":\"identity\",\"range\":{\"stop\":\"1\"}}|/range/stop",
        "{\"task\":\"identity\",\"range\":{\"stop\":9,\"step\":0}}|/range/step",
        "{\"task\":\"identity\",\"range\":{\"stop\":9007199254740992}}|/range/stop",
        "{\"task\":\"identity\",\"range\":{\"start\":-1e300,\"stop\":1}}|/range/start",
        "{\"task\":\"identity\",\"range\":{\"stop\":1,\"end\":1}}|/range/end",
        "{\"task\":\"identity\",\"range\":{\"stop\":1000001}}|/range",
        "{\"task\":\"identity\",\"elements\":[1],\"a/b~\":1}|/a~1b~0",
        "{\"task\":\"identity\",\"elements\":[1],\"params\":[]}|/params",
        "{\"task\":\"identity\",\"elements\":[1],\"params\":{\"x\":1}}|/params/x",
        "{\"task\":\"identity\",\"elements\":[1],\"label\":7}|/label",
        "{\"task\":\"identity\",\"elements\":[1],\"chunkSize\":0}|/chunkSize",
        "{\"task\":\"identity\",\"elements\":[1],\"chunkSize\":65537}|/chunkSize",
        "{\"task\":\"identity\",\"elements\":[1],\"toleratedFailures\":-1}|/toleratedFailures",
        "{\"task\":\"identity\",\"elements\":[1],\"maxConcurrency\":0}|/maxConcurrency",
        "{\"task\":\"identity\",\"elements\":[1],\"maxConcurrency\":1001}|/maxConcurrency",
        "{\"task\":\"identity\",\"elements\":[1],\"maxConcurrency\":1.5}|/maxConcurrency",
        "{\"task\":\"identity\",\"elements\":[1],\"discard\":1}|/discard",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":\"middle\"}|/reduce",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":7}|/reduce",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":\"histogram\"}|/reduce",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":\"largest-factor\"}|/reduce",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":{}}|/reduce/name",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":{\"name\":1}}|/reduce/name",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":{\"name\":\"sum\",\"n\":1}}|/reduce/n",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":{\"name\":\"top\",\"n\":101}}|/reduce/n",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":{\"name\":\"histogram\"}}|/reduce/buckets",
        "{\"task\":\"identity\",\"elements\":[1],\"reduce\":{\"name\":\"histogram\",\"buckets\":[]}}|/reduce/buckets",
        "{\"task\":\"identity\",\"elements\":[],\"reduce\":{\"name\":\"histogram\",\"buckets\":[1,1]}}|"
            + "/reduce/buckets/1",
        "{\"task\":\"identity\",\"elements\":[],\"reduce\":{\"name\":\"histogram\",\"buckets\":[1,\"x\"]}}|"
            + "/reduce/buckets/1",
        "{\"task\":\"identity\",\"elements\":[1],\"toleratedFailures\":\"1\"}|/toleratedFailures",
        "{\"task\":\"count-primes\",\"elements\":[1,\"x\"]}|/elements/1",
        "{\"task\":\"count-primes\",\"elements\":[1,100000001]}|/elements/1",
        "{\"task\":\"count-primes\",\"range\":{\"start\":-1,\"stop\":9}}|/range/start",
        "{\"task\":\"count-primes\",\"range\":{\"stop\":200000002,\"step\":200000001}}|/range/stop",
        "{\"task\":\"pbkdf2\",\"elements\":[{\"password\":\"p\",\"salt\":\"s\"}]}|/elements/0",
        "{\"task\":\"identity\",\"elements\":[\"\\ud800\"]}|/elements/0",
        "{\"task\":\"identity\",\"elements\":[{\"a\":1e400}]}|/elements/0/a"})
    void whatCannotBeDoneIs422WithItsPlace(String body, String pointer) {
        Answer answer = system.post(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().keySet().stream().map(String::valueOf))
            .contains("type", "title", "status", "detail", "errors", "errorCount");
        assertThat(answer.pointers()).first().asString().startsWith(pointer);
        assertThat(answer.list("errors")).allSatisfy(error ->
            assertThat(String.valueOf(((Map<?, ?>) error).get("detail"))).matches("[A-Z].*\\."));
        assertThat(system.queue.size()).isZero();
    }

    @Test
    void elementThatARangeEndsWithIsNamedForItIsNotWhereItStops() {
        Answer answer = system.post("{\"task\":\"count-primes\",\"range\":{\"start\":3,\"stop\":-3,\"step\":-1}}");

        assertThat(answer.json().toString()).contains("/range/stop", "The last element would be -2. This must be");
    }

    @Test
    void allThatIsWrongIsCountedAndTheFirstTwentyAreListed() {
        Answer answer = system.post("{\"task\":\"count-primes\",\"oops\":1,\"label\":7,\"elements\":["
            + "-1,".repeat(49) + "-1]}");

        assertThat(answer.text("detail")).endsWith("have to be different; the first 20 are listed.");
        assertThat(system.post("{\"task\":\"count-primes\",\"elements\":[-1,-2]}").text("detail"))
            .isEqualTo("2 things in the body have to be different.");
        assertThat(answer.list("errors")).hasSize(20);
        assertThat(answer.field("errorCount")).isEqualTo(52L);
        assertThat(answer.pointers()).contains("/oops", "/label", "/elements/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"task\":\"count-primes\",\"elements\":[1e999,2,-1],\"oops\":1}|/elements/0 /oops /elements/2",
        "{\"task\":\"count-primes\",\"elements\":[-1],\"params\":{\"x\":1e999}}|/params/x /elements/0",
        "{\"task\":\"count-primes\",\"range\":{\"start\":1e999,\"stop\":1e18},\"chunkSize\":1}|/range/start",
        "{\"task\":\"count-primes\",\"open\":1e999,\"chunkSize\":0}|/open /chunkSize",
        "{\"task\":1e999,\"elements\":[],\"chunkSize\":0}|/task /chunkSize",
        "{\"task\":\"identity\",\"elements\":[],\"label\":1e999}|/label",
        "{\"task\":\"identity\",\"elements\":[{\"a\":1e999,\"b\":\"\\ud800\"}]}|/elements/0/a /elements/0/b",
        "{\"task\":\"identity\",\"elements\":1e999,\"oops\":1}|/elements /oops",
        "1e999|``"})
    void whatCannotBeReadHidesNothingButWhatIsAroundIt(String body, String pointers) {
        assertThat(system.post(body).pointers()).containsExactly(pointers.split(" "));
    }

    @Test
    void moreThatCannotBeReadThanIsListedIsAllThatIsTold() {
        Answer answer = system.post("{\"task\":\"nothing\",\"elements\":[" + "1e999,".repeat(20) + "1e999]}");

        assertThat(answer.list("errors")).hasSize(20);
        assertThat(answer.field("errorCount")).isEqualTo(21L);
    }

    @Test
    void anUnknownFieldIsToldWhichThereAre() {
        Answer answer = system.post("{\"task\":\"identity\",\"range\":{\"end\":3,\"stop\":3}}");

        assertThat(answer.pointers()).containsExactly("/range/end");
        assertThat(answer.field("errors").toString()).contains("there are start, step, stop.");
    }

    @Test
    void anUnknownTaskIsToldWhichThereAre() {
        Answer answer = system.post("{\"task\":\"nothing\",\"elements\":[]}");

        assertThat(answer.field("errors").toString()).contains("identity", "count-primes");
    }

    @Test
    void aLabelHasUpTo200Characters() {
        String body = "{\"task\":\"identity\",\"elements\":[],\"label\":\"%s\"}";

        assertThat(system.post(body.formatted("😀".repeat(200))).status()).isEqualTo(202);
        assertThat(system.post(body.formatted("😀".repeat(201))).pointers()).containsExactly("/label");
    }

    @Test
    void elementsAndParamsHaveASize() {
        String fits = "x".repeat(256 * 1024 - 2);

        assertThat(system.post("{\"task\":\"identity\",\"elements\":[\"" + fits + "\"]}").status()).isEqualTo(202);
        assertThat(system.post("{\"task\":\"identity\",\"elements\":[1,\"" + fits + "x\"]}").pointers())
            .containsExactly("/elements/1");
        assertThat(system.post("{\"task\":\"identity\",\"elements\":[1],\"params\":{\"a\":\"" + "x".repeat(65_536)
            + "\"}}").pointers()).containsExactly("/params");
    }

    @Test
    void aBodyHasASize() {
        String element = "\"" + "x".repeat(100_000) + "\"";
        String full = "{\"task\":\"identity\",\"elements\":[" + (element + ",").repeat(25) + element + "]}";
        Answer tooLarge = system.post(" ".repeat(4 * 1024 * 1024) + BODY);

        assertThat(system.post(full + " ".repeat(2_621_440 - full.length())).status()).isEqualTo(202);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text("detail")).contains("open job", "range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"task\":\"identity\",\"task\":\"identity\",\"elements\":[]}",
        "{\"task\":\"identity\",\"elements\":[]} x", "{\"task\":\"identity\",\"elements\":[NaN]}"})
    void whatIsNoJsonIs400(String body) {
        Answer answer = system.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void invalidUtf8Is400AndTheReplacementCharacterIsTaken() {
        byte[] body = "{\"task\":\"identity\",\"elements\":[\"?\"]}".getBytes(StandardCharsets.US_ASCII);
        body[body.length - 4] = (byte) 0xFF;

        assertThat(system.send(Events.post(body)).status()).isEqualTo(400);
        assertThat(system.post("{\"task\":\"identity\",\"elements\":[\"\uFFFD\"]}").status()).isEqualTo(202);
    }

    @Test
    void aBodyThatCameAsTextIsReadToo() {
        APIGatewayProxyRequestEvent event = Events.post(BODY);
        event.setBody(BODY);
        event.setIsBase64Encoded(null);

        assertThat(system.send(event).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"application/json|202", "Application/JSON; charset=UTF-8|202",
        "application/json;charset=\"utf-8\"|202", "application/json; charset=latin1|415", "text/plain|415",
        "application/x-www-form-urlencoded|415", "application/vnd.api+json|415", ";|415", ";;|415", "'' |415",
        "application/json;|202"})
    void theContentTypeIsJson(String type, int status) {
        assertThat(system.post(BODY, "Content-Type", type).status()).isEqualTo(status);
    }

    @Test
    void whatIsNotUnderstoodIs415AndToldWhatIs() {
        APIGatewayProxyRequestEvent untyped = Events.post(BODY);
        untyped.setMultiValueHeaders(null);
        Answer packed = system.post(BODY, "Content-Encoding", "gzip");

        assertThat(system.send(untyped).status()).isEqualTo(415);
        assertThat(system.send(untyped).header("Accept")).contains("application/json");
        assertThat(packed.status()).isEqualTo(415);
        assertThat(packed.header("Accept-Encoding")).contains("identity");
        assertThat(system.post(BODY, "Content-Encoding", "identity").status()).isEqualTo(202);
    }

    @Test
    void anAnswerThatNobodyTakesIs406AndNothingIsTakenIn() {
        Answer answer = system.post(BODY, "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(system.queue.size()).isZero();
    }

    @Test
    void aJobThatEndsOtherwiseEndsTheWaitToo() {
        system.whileAsleep(() -> newest().ifPresent(job -> system.end(job, Ending.cancelled(system.clock.instant()))));

        Answer answer = system.post(BODY, "Prefer", "wait=10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("cancelled");
    }

    @Test
    void aJobThatIsExpectedToEndSoonIsPublishedOnlyThenForACallerWhoWaits() {
        finishWhileAsleep();
        system.post(BODY, "Prefer", "wait=10");
        List<Integer> listed = new ArrayList<>();
        system.whileAsleep(() -> {
            listed.add(system.store.list("anyone", Optional.empty(), 10).size());
            newest().filter(job -> !job.hasEnded()).ifPresent(system::complete);
        });

        assertThat(system.post(BODY, "Prefer", "wait=10").status()).isEqualTo(200);
        assertThat(system.post(BODY).status()).isEqualTo(202);

        assertThat(listed).startsWith(1, 2).doesNotContain(3);
    }

    private void finishWhileAsleep() {
        system.whileAsleep(() -> newest().filter(job -> !job.hasEnded()).ifPresent(system::complete));
    }

    private Optional<Job> newest() {
        Optional<JobId> any = Optional.empty();
        return system.store.list("anyone", any, 1).stream().findFirst();
    }
}
