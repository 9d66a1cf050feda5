package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header {@code Idempotency-Key}. */
@ExtendWith(SystemUnderTest.class)
final class IdempotencyTest {

    private static final String KEY = "Idempotency-Key";
    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1,2,3]}";

    private final Api api;
    private final String key = UUID.randomUUID().toString();

    IdempotencyTest(Api api) {
        this.api = api;
    }

    @Test
    void manyAtOnceWithOneKeyMakeOneJob() throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(api.callers());
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Answer>> answers = IntStream.range(0, api.callers()).mapToObj(i -> callers.submit(() -> {
                start.await();
                return api.post(BODY, KEY, key);
            })).toList();
            start.countDown();

            String id = answers.get(0).get().json().get("id").text();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isIn(200, 202);
                assertThat(answer.get().json().get("id").text()).isEqualTo(id);
            }
            Tree job = api.ended(answers.get(0).get().json());
            assertThat(job.get("succeeded").number()).isEqualTo(3);
            assertThat(api.outcomes(job)).hasSize(3);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void sameKeyWithAnotherBodyIsRefused() {
        api.post(BODY, KEY, key).expect(202);

        api.post(BODY.replace("3", "4"), KEY, key).problem(422);
        api.post(BODY + " ", KEY, key).problem(422);
    }

    @Test
    void repeatAfterTheEndIsAnsweredWithTheEndedJob() {
        Tree job = api.ended(api.post(BODY, KEY, key).expect(202).json());

        Answer repeated = api.post(BODY, KEY, key).expect(200);
        Tree waited = api.post(BODY, KEY, key, "Prefer", "wait=5").expect(200).json();

        assertThat(repeated.json()).isEqualTo(job);
        assertThat(repeated.header("Location")).contains(job.get("links").get("self").text());
        assertThat(waited.get("id")).isEqualTo(job.get("id"));
        assertThat(waited.get("results").list()).hasSize(3);
    }

    @Test
    void repeatWhileTheJobRunsIsAnsweredWithTheRunningJob() {
        String body = "{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":2500}]}";
        Tree job = api.post(body, KEY, key).expect(202).json();

        Tree repeated = api.post(body, KEY, key).expect(202).json();

        assertThat(repeated.get("id")).isEqualTo(job.get("id"));
        api.delete(Api.path(job)).expect(202);
        assertThat(api.post(body, KEY, key).expect(200).json().get("status").text()).isEqualTo("cancelled");
    }

    @Test
    void refusedBodyDoesNotTakeTheKey() {
        api.post("{\"task\":\"identity\"}", KEY, key).problem(422);

        api.post(BODY, KEY, key).expect(202);
    }

    @Test
    void submitsWithoutAKeyAreJobsOfTheirOwn() {
        assertThat(api.submit(BODY).get("id")).isNotEqualTo(api.submit(BODY).get("id"));
    }

    @ParameterizedTest
    @MethodSource
    void keyOfVisibleCharactersIsTaken(String visible) {
        String id = api.post(BODY, KEY, visible).expect(202).json().get("id").text();

        assertThat(api.post(BODY, KEY, visible).json().get("id").text()).isEqualTo(id);
    }

    static Stream<String> keyOfVisibleCharactersIsTaken() {
        String random = UUID.randomUUID().toString();
        return Stream.of(random + "x".repeat(255 - random.length()), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" + random);
    }

    @ParameterizedTest
    @MethodSource
    void malformedKeyIsRefused(String malformed) throws IOException {
        assertRefused(malformed);
    }

    static Stream<String> malformedKeyIsRefused() {
        return Stream.of("Idempotency-Key:\r\n", "Idempotency-Key: \r\n", "Idempotency-Key: a b\r\n",
            "Idempotency-Key: \u00fc\r\n", "Idempotency-Key: a\tb\r\n", "Idempotency-Key: " + "x".repeat(256) + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key: a\r\nIdempotency-Key: b\r\n",
        "Idempotency-Key: a\r\nidempotency-key: a\r\n"})
    @Tag("unlike-sam-local")
    void twoKeysAreRefused(String keys) throws IOException {
        assertRefused(keys);
    }

    private void assertRefused(String headers) throws IOException {
        String answer = RawRequest.send(api, "POST", "/jobs", headers + "Content-Type: application/json\r\n"
            + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }
}
