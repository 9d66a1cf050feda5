package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.http.Events;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import dev.elementwise.status.ContractFixture.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusContractTest {

    private final ContractFixture system = new ContractFixture();

    @Test
    void aJobIsShownAsItIs() {
        Job job = system.submitted(25);
        system.complete(job);

        Answer answer = system.get("/jobs/" + job.id());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("completed");
        assertThat(answer.field("succeeded")).isEqualTo(23L);
        assertThat(answer.field("failed")).isEqualTo(2L);
        assertThat(answer.text("finishedAt")).isEqualTo("2026-01-05T09:30:00Z");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void whatPrimesASnapshotIsAnswered() {
        assertThat(StatusFunction.READS.stream().map(line -> system.get(line.path()).status()))
            .containsExactly(200, 200, 404, 404);
    }

    @Test
    void aReaderMayWaitForTheEnd() {
        Job job = system.submitted(5);
        system.whileAsleep(() -> system.complete(job));

        Answer answer = system.get("/jobs/" + job.id(), "Prefer", "wait=5");

        assertThat(answer.text("status")).isEqualTo("completed");
        assertThat(answer.header("Preference-Applied")).contains("wait=5");
    }

    @Test
    void aWaitThatEndsFirstShowsTheJobThatRuns() {
        Job job = system.submitted(5);

        Answer answer = system.get("/jobs/" + job.id(), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(system.clock.instant()).isEqualTo(job.spec().createdAt().plusSeconds(1));
    }

    @Test
    void aJobThatIsNobodysOrAnothersOrExpiredIsNotThere() {
        Job job = system.submitted(5);
        String path = "/jobs/" + job.id();

        assertThat(system.get("/jobs/nothing").status()).isEqualTo(404);
        assertThat(system.get("/jobs/01JDXW2C1N8V5R9D3K7M0QSTYZ").status()).isEqualTo(404);
        assertThat(system.send(Events.by("another-callers-key", Events.of("GET", path))).status()).isEqualTo(404);
        assertThat(system.send(Events.by("another-callers-key", Events.of("GET", path + "/results"))).status())
            .isEqualTo(404);
        assertThat(system.send(Events.by("another-callers-key", Events.of("DELETE", path))).status()).isEqualTo(404);
        system.complete(job);
        assertThat(system.get(path + "/results").status()).isEqualTo(200);
        system.pass(Duration.ofDays(11));
        assertThat(system.get(path).status()).isEqualTo(404);
        assertThat(system.get(path + "/results").status()).isEqualTo(404);
    }

    @Test
    void aJobPastItsTimeIsGivenUpByWhoeverReadsIt() {
        Job job = system.submitted(5);
        system.pass(Duration.ofDays(3));

        Answer answer = system.get("/jobs/" + job.id());

        assertThat(answer.text("status")).isEqualTo("failed");
        assertThat(answer.text("reason")).contains("given up");
        assertThat(system.job(answer.text("id")).hasEnded()).isTrue();
    }

    @Test
    void cancellingIs202OnceAndThen200() {
        Job job = system.submitted(5);
        Job done = system.submitted(5);
        system.complete(done);

        Answer first = system.send(Events.of("DELETE", "/jobs/" + job.id()));
        Answer second = system.send(Events.of("DELETE", "/jobs/" + job.id()));
        Answer ended = system.send(Events.of("DELETE", "/jobs/" + done.id()));

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.text("status")).isEqualTo("cancelled");
        assertThat(second.status()).isEqualTo(200);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.text("status")).isEqualTo("completed");
    }

    @Test
    void jobsAreListedTheNewestFirstPageByPage() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, system.submitted(i + 1).id().value());
            system.pass(Duration.ofMillis(2));
        }

        Answer first = system.get("/jobs?limit=2");
        Answer second = system.get("/jobs?limit=2&cursor=" + first.text("next"));
        Answer third = system.get("/jobs?limit=2&cursor=" + second.text("next"));

        List<String> listed = new ArrayList<>();
        for (Answer page : List.of(first, second, third)) {
            page.list("jobs").forEach(job -> listed.add(id(job)));
        }
        assertThat(listed).isEqualTo(ids);
        assertThat(third.json().get("next")).isNull();
        assertThat(first.header("Link")).contains(
            "</v1/jobs?cursor=" + first.text("next") + "&limit=2>; rel=\"next\"");
        assertThat(system.get("/jobs").list("jobs")).hasSize(5);
    }

    @Test
    void jobsOfOneStatusAreFound() {
        Job done = system.submitted(5);
        system.complete(done);
        system.pass(Duration.ofMillis(2));
        system.submitted(5);

        assertThat(system.get("/jobs?status=completed").list("jobs").stream().map(StatusContractTest::id))
            .containsExactly(done.id().value());
        assertThat(system.get("/jobs?status=failed").list("jobs")).isEmpty();
        assertThat(system.get("/jobs?status=completed&limit=1").list("jobs")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs?limit=0", "/jobs?limit=1001", "/jobs?limit=x", "/jobs?limit=", "/jobs?limit=-1",
        "/jobs?limit=1.0", "/jobs?limit=1&limit=2", "/jobs?cursor=x", "/jobs?cursor=", "/jobs?status=done",
        "/jobs?status=", "/jobs/{id}/results?limit=0", "/jobs/{id}/results?limit=1001",
        "/jobs/{id}/results?limit=99999999999", "/jobs/{id}/results?cursor=MTAwMA", "/jobs/{id}/results?cursor=%%",
        "/jobs/{id}/results?outcome=maybe", "/jobs/{id}/results?gaps=1"})
    void aBadParameterIs400(String target) {
        Answer answer = system.get(target.replace("{id}", system.submitted(5).id().value()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aCursorIsGoodForItsJobOnly() {
        Job one = system.submitted(30);
        Job other = system.submitted(30);
        system.complete(one);
        system.complete(other);
        String cursor = system.get("/jobs/" + one.id() + "/results?limit=5").text("next");

        assertThat(system.get("/jobs/" + one.id() + "/results?cursor=" + cursor).status()).isEqualTo(200);
        assertThat(system.get("/jobs/" + other.id() + "/results?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-5", "31", "+3", "1.0", "99999999999999999999", "٣", "01JDXW2C1N8V5R9D3K7M0QSTYZ"})
    void aForgedCursorIs400(String place) {
        Job job = system.submitted(30);
        system.complete(job);
        String results = "/jobs/" + job.id() + "/results?cursor=";

        assertThat(system.get(results + Cursor.write("results " + job.id(), place)).status()).isEqualTo(400);
        assertThat(system.get(results + Cursor.write("results " + job.id(), "30")).status()).isEqualTo(200);
        String id = place.length() == 26 ? place.toLowerCase(java.util.Locale.ROOT) : place;
        assertThat(system.get("/jobs?cursor=" + Cursor.write("jobs anyone", id)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 33, 1000})
    void whoFollowsNextSeesEveryOutcomeOnceInOrder(int limit) {
        Job job = system.submitted(100);
        system.complete(job);

        assertThat(walk(job, "limit=" + limit, 150)).isEqualTo(LongStream.range(0, 100).boxed().toList());
    }

    @Test
    void whileTheJobRunsAPageStopsBeforeTheFirstGap() {
        Job job = system.submitted(40);
        system.commit(job, IndexRuns.of(0, 15).plus(IndexRuns.of(20, 30)));
        String path = "/jobs/" + job.id() + "/results";

        Answer page = system.get(path);
        Answer empty = system.get(path + "?cursor=" + page.text("next"));

        assertThat(indices(page)).isEqualTo(LongStream.range(0, 15).boxed().toList());
        assertThat(empty.list("results")).isEmpty();
        system.commit(job, IndexRuns.of(15, 18));
        Answer more = system.get(path + "?cursor=" + empty.text("next"));
        assertThat(indices(more)).containsExactly(15L, 16L, 17L);
        system.commit(job, IndexRuns.of(18, 20).plus(IndexRuns.of(30, 40)));
        Answer rest = system.get(path + "?cursor=" + more.text("next"));
        assertThat(indices(rest)).isEqualTo(LongStream.range(18, 40).boxed().toList());
        Answer last = system.get(path + "?cursor=" + rest.text("next"));
        assertThat(last.list("results")).isEmpty();
        system.end(job, Ending.completed(system.clock.instant()));
        assertThat(system.get(path + "?cursor=" + last.text("next")).json().get("next")).isNull();
    }

    @Test
    void pageOfARunningJobOfOneBlockEndsBeforeTheFirstElementWithoutAnOutcome() {
        Job job = system.submitted(9);
        String path = "/jobs/" + job.id() + "/results";
        system.commit(job, IndexRuns.of(0, 3).plus(IndexRuns.of(5, 7)));

        assertThat(indices(system.get(path))).containsExactly(0L, 1L, 2L);
        assertThat(indices(system.get(path + "?gaps=true"))).containsExactly(0L, 1L, 2L, 5L, 6L);
        String next = system.get(path).text("next");
        system.commit(job, IndexRuns.of(3, 5));

        assertThat(indices(system.get(path + "?cursor=" + next))).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void gapsArePassedWhereTheyAreWantedOrTheJobHasEnded() {
        Job job = system.submitted(40);
        system.commit(job, IndexRuns.of(5, 15).plus(IndexRuns.of(30, 33)));
        List<Long> there = LongStream.concat(LongStream.range(5, 15), LongStream.range(30, 33)).boxed().toList();
        String path = "/jobs/" + job.id() + "/results";

        assertThat(system.get(path).list("results")).isEmpty();
        assertThat(indices(system.get(path + "?gaps=true"))).isEqualTo(there);
        assertThat(system.get(path + "?gaps=true").json().get("next")).isNotNull();
        system.end(job, Ending.cancelled(system.clock.instant()));
        assertThat(indices(system.get(path))).isEqualTo(there);
        assertThat(system.get(path).json().get("next")).isNull();
    }

    @Test
    void onlyFailuresAreReadWhereOnlyTheyAreWanted() {
        Job job = system.submitted(100);
        system.complete(job);

        assertThat(walk(job, "outcome=failed&limit=3", 10))
            .containsExactly(9L, 19L, 29L, 39L, 49L, 59L, 69L, 79L, 89L, 99L);
        assertThat(walk(job, "outcome=succeeded&limit=100", 3)).hasSize(90);
        Answer page = system.get("/jobs/" + job.id() + "/results?outcome=failed&limit=3&gaps=true");
        assertThat(page.header("Link")).contains("</v1/jobs/" + job.id() + "/results?cursor=" + page.text("next")
            + "&limit=3&outcome=failed&gaps=true>; rel=\"next\"");
        assertThat(((Map<?, ?>) page.list("results").get(0)).get("error"))
            .isEqualTo(Map.of("type", "ArithmeticException", "message", "/ by zero", "attempts", 1L));
    }

    @Test
    void linesAreOneOutcomeEachWithTheNextPageInLink() {
        Job job = system.submitted(30);
        system.complete(job);

        Answer page = system.get("/jobs/" + job.id() + "/results?limit=20", "Accept", "application/x-ndjson");
        Answer all = system.get("/jobs/" + job.id() + "/results?limit=10000", "Accept", "application/x-ndjson");

        assertThat(page.header("Content-Type")).contains("application/x-ndjson");
        assertThat(page.event().getBody()).endsWith("}\n");
        List<String> lines = page.event().getBody().lines().toList();
        assertThat(lines).hasSize(20);
        assertThat(Json.read(lines.get(7))).isEqualTo(Map.of("index", 7L, "value", 14L));
        assertThat(page.header("Link").orElseThrow()).startsWith("</v1/jobs/" + job.id() + "/results?cursor=")
            .endsWith("&limit=20>; rel=\"next\"");
        assertThat(all.event().getBody().lines()).hasSize(30);
        assertThat(all.header("Link")).isEmpty();
    }

    @Test
    void anAnswerEndsEarlyWhereLambdaWouldNotLetItThrough() {
        Job job = system.submitted(60);
        system.commit(job, IndexRuns.of(0, 60),
            index -> Outcome.value(index, Json.write("\"".repeat(60_000))));
        system.end(job, Ending.completed(system.clock.instant()));

        Answer page = system.get("/jobs/" + job.id() + "/results");

        assertThat(Json.write(page.event().getBody()).length()).isBetween(4_000_000, 5_000_000);
        assertThat(walk(job, "limit=1000", 10)).isEqualTo(LongStream.range(0, 60).boxed().toList());
    }

    @Test
    void tasksAreShown() {
        Answer list = system.get("/tasks");
        Answer one = system.get("/tasks/count-primes");

        assertThat(list.list("tasks").stream().map(task -> ((Map<?, ?>) task).get("name")))
            .extracting(String::valueOf).contains("identity", "count-primes", "factorize").doesNotContain("fault");
        assertThat(one.text("name")).isEqualTo("count-primes");
        assertThat(one.json().keySet().stream().map(String::valueOf)).containsExactly("name", "title", "description",
            "elementSchema", "paramsSchema", "valueSchema", "reducers", "discards", "example");
        assertThat(system.get("/tasks/nothing").status()).isEqualTo(404);
    }

    @Test
    void healthAndTheContractAreThere() {
        assertThat(system.get("/health").status()).isEqualTo(200);
        Answer contract = system.get("/openapi.json");
        assertThat(contract.status()).isEqualTo(200);
        assertThat(contract.list("servers").get(0)).isEqualTo(Map.of("url", "/v1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PUT|/jobs|GET, HEAD, POST, OPTIONS", "POST|/health|GET, HEAD, OPTIONS",
        "PATCH|/jobs/x|GET, HEAD, DELETE, OPTIONS", "DELETE|/jobs/x/results|GET, HEAD, OPTIONS",
        "POST|/tasks|GET, HEAD, OPTIONS", "GET|/jobs/x/retry|POST, OPTIONS"})
    void anotherMethodIs405AndOptionsTellsWhichThereAre(String method, String path, String allow) {
        Answer refused = system.send(Events.of(method, path));
        Answer options = system.send(Events.of("OPTIONS", path));

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains(allow);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).contains(allow);
        assertThat(options.event().getBody()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/jobs//", "/jobs//results", "/jobs/x/y", "/tasks/a/b", "/%zz", "/JOBS"})
    void anUnknownPathIs404(String path) {
        assertThat(system.get(path).status()).isEqualTo(404);
        assertThat(system.send(Events.of("OPTIONS", path)).status()).isIn(404, 204);
    }

    @Test
    void headIsAnsweredWholeForTheGatewayToTellItsLength() {
        Job job = system.submitted(5);
        for (String path : List.of("/jobs", "/jobs/" + job.id(), "/tasks", "/health", "/nothing")) {
            Answer get = system.get(path);
            Answer head = system.send(Events.of("HEAD", path));
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.event().getHeaders()).as(path).isEqualTo(get.event().getHeaders());
            assertThat(head.event().getBody()).as(path).isEqualTo(get.event().getBody());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs", "/jobs/{id}", "/jobs/{id}/results", "/tasks", "/tasks/identity", "/health",
        "/openapi.json"})
    void nothingAcceptableIs406(String target) {
        Answer answer = system.get(target.replace("{id}", system.submitted(5).id().value()), "Accept", "image/png");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    private List<Long> walk(Job job, String query, int atMost) {
        List<Long> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < atMost; page++) {
            Answer answer = system.get("/jobs/" + job.id() + "/results?" + query + cursor);
            seen.addAll(indices(answer));
            if (answer.json().get("next") == null) {
                return seen;
            }
            cursor = "&cursor=" + answer.text("next");
        }
        throw new AssertionError("No end after " + atMost + " pages");
    }

    private static List<Long> indices(Answer page) {
        return page.list("results").stream()
            .map(outcome -> (Long) Objects.requireNonNull(((Map<?, ?>) outcome).get("index"))).toList();
    }

    private static String id(Object job) {
        return (String) Objects.requireNonNull(((Map<?, ?>) job).get("id"));
    }
}
