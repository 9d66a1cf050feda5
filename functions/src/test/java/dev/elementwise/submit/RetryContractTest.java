package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.http.Events;
import dev.elementwise.job.Block;
import dev.elementwise.job.ElementError;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.status.ContractFixture;
import dev.elementwise.status.ContractFixture.Answer;
import dev.elementwise.store.BlockStore;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /jobs/{id}/retry}. */
class RetryContractTest {

    private final ContractFixture system = new ContractFixture();

    @Test
    void failedElementsOfARangeBecomeANewJobThatShowsTheirIndices() {
        Job job = ended(range(45));

        Answer answer = retry(job, "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).contains("/v1/jobs/" + answer.text("id"));
        assertThat(answer.text("retryOf")).isEqualTo(job.id().value());
        assertThat(answer.field("total")).isEqualTo(4L);
        Span sent = sent(answer);
        assertThat(sent.elements().orElseThrow()).isEqualTo(List.of(9L, 19L, 29L, 39L));
        Job again = finish(answer, index -> Outcome.value(index, "\"now\""));
        assertThat(indices(again, "")).containsExactly(9L, 19L, 29L, 39L);
        Answer first = system.get("/jobs/" + again.id() + "/results?limit=3");
        assertThat(first.list("results")).last().isEqualTo(Map.of("index", 29L, "value", "now"));
        assertThat(indices(again, "&cursor=" + first.text("next"))).containsExactly(39L);
        assertThat(system.get("/jobs/" + again.id() + "/results", "Accept", "application/x-ndjson").event().getBody())
            .isEqualTo("""
                {"index":9,"value":"now"}
                {"index":19,"value":"now"}
                {"index":29,"value":"now"}
                {"index":39,"value":"now"}
                """);
    }

    @Test
    void whatFailsAgainIsRetriedUnderItsFirstIndex() {
        Job job = ended(range(45));
        Job second = finish(retry(job, ""), index -> index % 2 == 0
            ? Outcome.value(index, "1") : failure(index, "Again").keeping(index * 100));

        Answer third = retry(second, "");

        assertThat(third.text("retryOf")).isEqualTo(second.id().value());
        assertThat(sent(third).elements().orElseThrow()).isEqualTo(List.of(100L, 300L));
        assertThat(indices(finish(third, index -> Outcome.value(index, "1")), "")).containsExactly(19L, 39L);
        assertThat(sent(retry(second, "{\"from\":20}")).elements().orElseThrow()).isEqualTo(List.of(300L));
    }

    @Test
    void elementsOfAListAreKeptWithTheirErrorsAndNotShown() {
        Answer posted = system.post("{\"task\":\"identity\",\"label\":\"list\",\"params\":{},\"toleratedFailures\":7,"
            + "\"maxConcurrency\":2,\"chunkSize\":2,\"elements\":[\"a\",{\"b\":\"\\t\"},null,[\"d\"],5]}");
        List<@Nullable Object> elements = Arrays.asList("a", Map.of("b", "\t"), null, List.of("d"), 5L);
        Job job = system.job(posted.text("id"));
        system.commit(job, IndexRuns.of(0, 5), index -> index == 0
            ? Outcome.value(index, "1") : failure(index, "Bad").keeping(elements.get((int) index)));
        system.end(job, Ending.completed(system.clock.instant()));

        assertThat(system.get("/jobs/" + job.id() + "/results?limit=2").event().getBody()).contains(
            "{\"index\":0,\"value\":1},{\"index\":1,\"error\":{\"type\":\"Bad\",\"message\":\"\",\"attempts\":1}}]");
        Answer retried = retry(job, "");

        assertThat(sent(retried).elements().orElseThrow()).isEqualTo(elements.subList(1, 5));
        assertThat(retried.text("label")).isEqualTo("list");
        assertThat(sent(retried).job().toleratedFailures()).hasValue(7);
        assertThat(sent(retried).job().maxConcurrency()).hasValue(2);
        assertThat(sent(retried).params()).isEqualTo("{}");
    }

    @Test
    void openJobIsRetriedWhenItWasClosedAndHasEndedAndTheRetryTakesNoMore() {
        String id = system.post("{\"task\":\"identity\",\"open\":true,\"elements\":[\"a\"]}").text("id");
        system.add(id, "k", "{\"elements\":[\"b\",\"c\"]}");
        assertThat(retry(system.job(id), "").status()).isEqualTo(409);
        system.close(id);
        Job job = system.job(id);
        List<String> elements = List.of("a", "b", "c");
        system.commit(job, IndexRuns.of(0, 3), index -> index == 1
            ? Outcome.value(index, "1") : failure(index, "Bad").keeping(elements.get((int) index)));
        system.end(job, Ending.completed(system.clock.instant()));

        Answer retried = retry(job, "");

        assertThat(sent(retried).elements().orElseThrow()).isEqualTo(List.of("a", "c"));
        assertThat(retried.json().containsKey("open")).isFalse();
        assertThat(system.add(retried.text("id"), "k", "{\"elements\":[1]}").status()).isEqualTo(409);
        assertThat(indices(finish(retried, index -> Outcome.value(index, "1")), "")).containsExactly(0L, 2L);
    }

    @Test
    void onlyOneTypeOfErrorOrSomeIndicesAreRetriedIfAskedFor() {
        Job job = range(40);
        system.commit(job, IndexRuns.of(0, 40), index -> failure(index, index % 2 == 0 ? "Even" : "Odd"));
        system.end(job, Ending.completed(system.clock.instant()));

        assertThat(sent(retry(job, "{\"type\":\"Odd\",\"from\":3,\"to\":9}")).elements().orElseThrow())
            .isEqualTo(List.of(3L, 5L, 7L));
        assertThat(sent(retry(job, "{\"to\":2}")).elements().orElseThrow()).isEqualTo(List.of(0L, 1L));
    }

    @Test
    void retryOfNothingIsCompletedAtOnce() {
        Job job = ended(range(45));

        for (String body : List.of("{\"type\":\"Unheard\"}", "{\"from\":40}")) {
            Answer answer = retry(job, body);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text("status")).isEqualTo("completed");
            assertThat(answer.field("total")).isEqualTo(0L);
        }
    }

    @Test
    void jobThatRunsIs409AndOneThatIsNotThere404() {
        Job job = range(45);

        assertThat(retry(job, "").status()).isEqualTo(409);
        assertThat(retry(job, "").text("title")).isEqualTo("Conflict");
        assertThat(system.send(Events.of("POST", "/jobs/01JDXW2C1N8V5R9D3K7M0QSTYZ/retry")).status()).isEqualTo(404);
        ended(job);
        assertThat(system.send(Events.by("another-callers-key", Events.of("POST", "/jobs/" + job.id() + "/retry")))
            .status()).isEqualTo(404);
        assertThat(system.queue.size()).isEqualTo(1);
    }

    @Test
    void bodyThatAsksForSomethingElseIsRefused() {
        Job job = ended(range(45));

        assertThat(retry(job, "{\"type\":7,\"from\":-1,\"elements\":[]}").pointers())
            .containsExactlyInAnyOrder("/type", "/from", "/elements");
        assertThat(retry(job, "{\"from\":5,\"to\":5}").pointers()).containsExactly("/to");
        assertThat(retry(job, "[]").pointers()).containsExactly("");
        assertThat(retry(job, "{").status()).isEqualTo(400);
        assertThat(system.send(Events.of("POST", "/jobs/" + job.id() + "/retry", "Accept", "text/html")).status())
            .isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"from\":1e999}|/from", "{\"from\":1e999,\"to\":0}|/from", "{\"from\":\"x\",\"to\":0}|/from",
        "{\"to\":1e999,\"type\":7,\"oops\":1}|/to /oops /type", "1e999|``"})
    void whatCannotBeReadIsToldOnceAndHidesNoOther(String body, String pointers) {
        assertThat(retry(ended(range(45)), body).pointers()).containsExactly(pointers.split(" "));
    }

    @Test
    void fieldThatIsNotKnownIsToldWhichThereAre() {
        Answer answer = retry(ended(range(45)), "{\"elements\":[]}");

        assertThat(answer.field("errors").toString())
            .contains("is not a field that is known here; there are from, to, type.");
    }

    @Test
    void sameKeyFindsTheSameRetryAndIsGoodForNoOtherRequest() {
        Job job = ended(range(45));
        Job other = ended(range(45));

        Answer first = retry(job, "", "Idempotency-Key", "again");
        Answer second = retry(job, "", "Idempotency-Key", "again");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(retry(other, "", "Idempotency-Key", "again").status()).isEqualTo(422);
        assertThat(retry(job, "{}", "Idempotency-Key", "again").status()).isEqualTo(422);
    }

    @Test
    void moreThanOneRequestTakesInIsRefusedWithHowToGoOn() {
        Answer posted = system.post("{\"task\":\"identity\",\"chunkSize\":60000,\"range\":{\"stop\":150000}}");
        Job job = system.job(posted.text("id"));
        system.commit(job, IndexRuns.of(0, 150_000), index -> failure(index, "Bad"));
        system.end(job, Ending.completed(system.clock.instant()));

        Answer refused = retry(job, "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("\"from\": 0 with \"to\": 100000 first");
        assertThat(retry(job, "{\"from\":0,\"to\":100000}").field("total")).isEqualTo(100_000L);
        assertThat(retry(job, "{\"from\":100000}").field("total")).isEqualTo(50_000L);
    }

    /** Of 256 KB each, and 16 MB at most. */
    @Test
    void elementsThatTakeMoreMemoryThanARequestHasAreRefusedWithHowToGoOn() {
        Job job = range(70);
        String element = "x".repeat(256 * 1024 - 2);
        system.commit(job, IndexRuns.of(0, 70), index -> failure(index, "Bad").keeping(element));
        system.end(job, Ending.completed(system.clock.instant()));

        assertThatThrownBy(() -> retryWithoutTime(job, 0, 70))
            .hasMessageContaining("\"from\": 0 with \"to\": 64 first");
        assertThat(retryWithoutTime(job, 0, 64)).hasSize(64);
        assertThat(retryWithoutTime(job, 64, 70)).hasSize(6);
    }

    /** A part ends where it is told to, so that it is read in the time in which all could not be. */
    @Test
    void whatCannotBeReadInTimeIsRetriedInTheTimeThatThereIsForAPart() {
        Job job = ended(range(1_000));

        assertThatThrownBy(() -> retryWithoutTime(job, 0, Long.MAX_VALUE))
            .hasMessageContaining("\"from\": 0 with \"to\": 160 first");
        assertThat(retryWithoutTime(job, 0, 160)).hasSize(16);
        assertThatThrownBy(() -> retryWithoutTime(job, 160, 1_000))
            .hasMessageContaining("\"from\": 160 with \"to\": 320 first");
        assertThat(retryWithoutTime(job, 165, 320)).hasSize(16).startsWith(169L).endsWith(319L);
    }

    /** Of a block whose outcomes stand in parts elsewhere, each of which takes two seconds to read. */
    @Test
    void partsOfABlockAreReadInTheTimeThatThereIs() {
        Job job = ofPartsElsewhere();
        List<String> read = new ArrayList<>();
        SettableClock clock = new SettableClock();
        BlockStore slow = (BlockStore) Proxy.newProxyInstance(BlockStore.class.getClassLoader(),
            new Class<?>[] {BlockStore.class}, (self, method, arguments) -> {
                if (method.getName().equals("getLines")) {
                    read.add((String) arguments[1]);
                    clock.forward(Duration.ofSeconds(2));
                }
                return method.invoke(system.store, arguments);
            });

        assertThatThrownBy(() -> retryInFiveSeconds(job, slow, clock, 0, 200))
            .hasMessageContaining("\"from\": 0 with \"to\": 30 first");
        assertThat(retryInFiveSeconds(job, slow, clock, 0, 30)).containsExactly(5L, 15L, 25L);
        read.clear();
        assertThat(retryInFiveSeconds(job, slow, clock, 72, 90)).containsExactly(75L, 85L);
        assertThat(read).containsExactly("at70", "at80");
    }

    /** A job whose failures, of 5, 15 and so on up to 95, stand in parts elsewhere, the last one first. */
    private Job ofPartsElsewhere() {
        Job job = system.job(system.post("{\"task\":\"identity\",\"chunkSize\":100,\"range\":{\"stop\":200}}")
            .text("id"));
        List<Part> parts = new ArrayList<>();
        for (long from = 90; from >= 0; from -= 10) {
            system.store.putLines(job.spec(), "at" + from, OutcomeLines.pack(List.of(failure(from + 5, "Bad"))));
            parts.add(new Part(IndexRuns.of(from, from + 10), 9, 1, Optional.empty(), Optional.of("at" + from)));
        }
        system.store.put(job.spec(), 0, new Block(1, parts));
        system.end(job, Ending.completed(system.clock.instant()));
        return job;
    }

    private List<@Nullable Object> retryInFiveSeconds(Job job, BlockStore blocks, Clock clock, long from,
                                                       long to) {
        RetryWish wish = new RetryWish(Optional.empty(), from, to);
        return new RetryReader(Catalogue.load(false), system.store, blocks, clock)
            .job(new RetryReader.Retry(job, wish), clock.instant().plusSeconds(5)).elements().orElseThrow();
    }

    /** Or nobody could go on after an answer that says how. */
    @Test
    void onePartIsReadHoweverLateItIs() {
        Job job = ofPartsElsewhere();

        assertThatThrownBy(() -> retryWithoutTime(job, 0, 200))
            .hasMessageContaining("\"from\": 0 with \"to\": 10 first");
        assertThat(retryWithoutTime(job, 0, 10)).containsExactly(5L);
        assertThatThrownBy(() -> retryWithoutTime(job, 10, 200))
            .hasMessageContaining("\"from\": 10 with \"to\": 20 first");
    }

    /** The blocks of a retry are found by the indices that they show. */
    @Test
    void partOfARetryIsReadInTimeWhereverItIs() {
        Job job = finish(retry(ended(range(40_000)), ""), index -> failure(index, "Again").keeping(index));
        assertThat(job.spec().blocks()).isGreaterThan(32);

        assertThatThrownBy(() -> retryWithoutTime(job, 20_000, 40_000)).hasMessageMatching(
            ".*\"from\": 20000 with \"to\": (2[1-9]|3[0-9])[0-9]{3} first.*");
        assertThat(retryWithoutTime(job, 39_000, Long.MAX_VALUE)).hasSize(100).startsWith(3_900L).endsWith(3_999L);
        assertThat(retryWithoutTime(job, 0, 9)).isEmpty();
        assertThat(retryWithoutTime(job, 0, 10)).containsExactly(0L);
    }

    @Test
    void whatFailedOfATaskThatIsGoneIsNotTriedAgain() {
        Job job = ended(range(10));
        RetryReader reader = new RetryReader(Catalogue.of(List.of()), system.store, system.store, system.clock);

        assertThatThrownBy(() -> reader.job(new RetryReader.Retry(job, RetryWish.ALL), system.clock.instant()))
            .hasMessageContainingAll("422", "identity, is not there any more");
    }

    private List<@Nullable Object> retryWithoutTime(Job job, long from, long to) {
        RetryWish wish = new RetryWish(Optional.empty(), from, to);
        return new RetryReader(Catalogue.load(false), system.store, system.store, system.clock)
            .job(new RetryReader.Retry(job, wish), system.clock.instant()).elements().orElseThrow();
    }

    private Answer retry(Job job, String body, String... headers) {
        var event = Events.of("POST", "/jobs/" + job.id() + "/retry", headers);
        if (!body.isEmpty()) {
            event.getMultiValueHeaders().putIfAbsent("Content-Type", List.of("application/json"));
            event.setBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
            event.setIsBase64Encoded(true);
        }
        return system.send(event);
    }

    private Job range(long total) {
        return system.submitted(total);
    }

    private Job ended(Job job) {
        system.complete(job);
        return system.job(job.id().value());
    }

    private Job finish(Answer retry, LongFunction<Outcome> outcome) {
        Job job = system.job(retry.text("id"));
        system.commit(job, IndexRuns.of(0, job.spec().total()), outcome);
        system.end(job, Ending.completed(system.clock.instant()));
        return system.job(job.id().value());
    }

    /** The one span of a job. */
    private Span sent(Answer retry) {
        List<Span> spans = new ArrayList<>();
        system.queue.receive(1_000).forEach(delivery -> {
            spans.add(SpanCodec.decode(delivery.body()));
            system.queue.release(delivery.receiptHandle(), Duration.ZERO);
        });
        return spans.stream().filter(span -> span.job().id().value().equals(retry.text("id"))).findFirst().orElseThrow();
    }

    private List<Long> indices(Job job, String query) {
        return system.get("/jobs/" + job.id() + "/results?gaps=false" + query).list("results").stream()
            .map(outcome -> (Long) Objects.requireNonNull(((Map<?, ?>) outcome).get("index"))).toList();
    }

    private static Outcome failure(long index, String type) {
        return Outcome.failure(index, new ElementError(type, "", 1));
    }
}
