package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of outcomes, while a job runs and after. */
@ExtendWith(SystemUnderTest.class)
final class ResultsTest {

    private static final String NDJSON = "application/x-ndjson";

    private final Api api;

    ResultsTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "37, 300", "100, 300", "299, 300", "300, 300", "1000, 300"})
    void everyOutcomeComesOnceInOrder(int limit, int total) {
        Tree job = api.ended(
            api.submit("{\"task\":\"identity\",\"range\":{\"stop\":" + total + "},\"chunkSize\":64}"));

        List<Long> indices = new ArrayList<>();
        Optional<String> link = Optional.of(job.get("links").get("results").text() + "?limit=" + limit);
        while (link.isPresent()) {
            Answer answer = api.follow(link.get()).expect(200);
            List<Tree> page = answer.json().get("results").list();
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(outcome -> indices.add(outcome.get("index").number()));
            link = answer.nextLink();
            assertThat(answer.json().get("next").isNull()).isEqualTo(link.isEmpty());
        }

        assertThat(indices).isEqualTo(LongStream.range(0, total).boxed().toList());
    }

    @Test
    void hundredThousandOutcomesComeInLines() {
        int total = 100_000;
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"range\":{\"start\":5,\"stop\":" + (5 + total) + "}}"));
        assertThat(job.get("succeeded").number()).isEqualTo(total);

        List<String> lines = new ArrayList<>();
        Optional<String> link = Optional.of(job.get("links").get("results").text() + "?limit=10000");
        while (link.isPresent()) {
            Answer answer = api.follow(link.get(), "Accept", NDJSON).expect(200);
            assertThat(answer.header("Content-Type").orElseThrow()).startsWith(NDJSON);
            lines.addAll(answer.text().lines().toList());
            link = answer.nextLink();
        }

        assertThat(lines).isEqualTo(LongStream.range(0, total)
            .mapToObj(i -> "{\"index\":" + i + ",\"value\":" + (i + 5) + "}").toList());
    }

    @Test
    void hundredThousandElementsOfAListAreTaken() {
        int total = 100_000;
        StringBuilder body = new StringBuilder("{\"task\":\"identity\",\"elements\":[0");
        for (int i = 1; i < total; i++) {
            body.append(',').append(total - i);
        }

        List<Tree> values = api.values(body + "]}");

        assertThat(values).hasSize(total);
        assertThat(values.get(1).number()).isEqualTo(total - 1);
        assertThat(values.get(total - 1).number()).isEqualTo(1);
    }

    @Test
    void everyLineEndsAndThereIsNoOther() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[\"a\\nb\",null]}"));

        assertThat(api.get(Api.results(job), "Accept", NDJSON).expect(200).text())
            .isEqualTo("{\"index\":0,\"value\":\"a\\nb\"}\n{\"index\":1,\"value\":null}\n");
    }

    @Test
    void readerOfARunningJobSeesEveryOutcomeOnceInOrder() {
        Tree job = api.submit("{\"task\":\"fault\",\"elements\":[" + sleeping(300, 12) + "],\"chunkSize\":1}");

        List<Long> indices = new ArrayList<>();
        Tree next = new Tree("");
        boolean seenRunning = false;
        while (!next.isNull()) {
            Tree before = api.get(Api.path(job), "Prefer", "wait=1").expect(200).json();
            Tree page = api.get(Api.results(job) + "?limit=5" + cursor(next)).expect(200).json();
            page.get("results").list().forEach(outcome -> indices.add(outcome.get("index").number()));
            seenRunning |= !Api.hasEnded(before) && !page.get("next").isNull();
            next = page.get("next");
        }

        assertThat(seenRunning).isTrue();
        assertThat(indices).isEqualTo(LongStream.range(0, 12).boxed().toList());
    }

    @Test
    void pageOfARunningJobStopsBeforeTheFirstGapUnlessGapsAreWanted() {
        Tree job = api.submit("{\"task\":\"fault\",\"chunkSize\":1,\"elements\":[{\"kind\":\"sleep\",\"millis\":3000},"
            + sleeping(1, 3) + "]}");

        List<Tree> beyond = List.of();
        Tree seen = job;
        while (beyond.isEmpty() && !Api.hasEnded(seen)) {
            beyond = api.get(Api.results(job) + "?gaps=true").expect(200).json().get("results").list();
            Tree page = api.get(Api.results(job)).expect(200).json();
            seen = api.get(Api.path(job)).expect(200).json();
            List<Long> indices =
                page.get("results").list().stream().map(outcome -> outcome.get("index").number()).toList();
            // what is committed is read before it is counted: all of it, perhaps, of a job that still runs
            assertThat(indices).isEqualTo(LongStream.range(0, indices.size()).boxed().toList());
            if (indices.isEmpty() && !Api.hasEnded(seen)) {
                assertThat(page.get("next").isNull()).isFalse();
            }
        }

        assertThat(beyond).isNotEmpty();
        assertThat(beyond).extracting(outcome -> outcome.get("index").number()).doesNotContain(0L).isSorted();
        api.delete(Api.path(job)).expect(202);
    }

    @Test
    void onlyFailedOutcomesComeWhereTheyAreAskedFor() {
        Tree job = api.ended(api.submit("{\"task\":\"fault\",\"elements\":[" + sleeping(0, 2)
            + ",{\"kind\":\"throw\"}," + sleeping(0, 3) + ",{\"kind\":\"throw\"}]}"));

        Answer first = api.get(Api.results(job) + "?outcome=failed&limit=1").expect(200);
        Answer second = api.follow(first.nextLink().orElseThrow()).expect(200);
        Tree all = api.get(Api.results(job) + "?outcome=failed").expect(200).json();

        assertThat(indices(first.json())).containsExactly(2L);
        assertThat(indices(second.json())).containsExactly(6L);
        assertThat(indices(all)).containsExactly(2L, 6L);
        assertThat(all.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=ten", "limit=", "limit=1.0", "limit=1&limit=2",
        "cursor=nonsense", "cursor=", "cursor=AAAA", "outcome=bad", "gaps=maybe", "limit=99999999999999999999"})
    void badQueryIsRefused(String query) {
        Tree job = api.submit("{\"task\":\"identity\",\"elements\":[]}");

        api.get(Api.results(job) + "?" + query).problem(400);
    }

    @Test
    void linesMayBeTenThousandAPage() {
        Tree job = api.submit("{\"task\":\"identity\",\"elements\":[]}");

        api.get(Api.results(job) + "?limit=10000", "Accept", NDJSON).expect(200);
        api.get(Api.results(job) + "?limit=10001", "Accept", NDJSON).problem(400);
    }

    @Test
    void cursorOfAnotherJobIsRefused() {
        Tree one = api.ended(api.submit("{\"task\":\"identity\",\"range\":{\"stop\":3}}"));
        Tree other = api.ended(api.submit("{\"task\":\"identity\",\"range\":{\"stop\":3}}"));
        String cursor = api.get(Api.results(one) + "?limit=1").expect(200).json().get("next").text();

        api.get(Api.results(other) + "?cursor=" + cursor).problem(400);
    }

    @Test
    void pageThatWouldOutgrowAnAnswerEndsEarly() {
        String large = '"' + "\u00e4\\\"".repeat(60_000) + '"';
        Tree job = api.submit("{\"task\":\"identity\",\"elements\":[" + large + "," + large + "," + large + "]}");
        List<Long> indices = new ArrayList<>();
        List<Tree> elements = api.outcomes(api.ended(job));
        elements.forEach(outcome -> indices.add(outcome.get("index").number()));

        assertThat(indices).containsExactly(0L, 1L, 2L);
        assertThat(elements).allMatch(outcome -> outcome.get("value").toString().getBytes(StandardCharsets.UTF_8).length
            == large.getBytes(StandardCharsets.UTF_8).length);
    }

    private static String cursor(Tree next) {
        return next.text().isEmpty() ? "" : "&cursor=" + next.text();
    }

    private static List<Long> indices(Tree page) {
        return page.get("results").list().stream().map(outcome -> outcome.get("index").number()).toList();
    }

    private static String sleeping(int millis, int count) {
        return String.join(",", Collections.nCopies(count,
            "{\"kind\":\"sleep\",\"millis\":" + millis + "}"));
    }
}
