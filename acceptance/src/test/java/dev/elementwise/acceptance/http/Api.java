package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An API, called as any caller would. Safe for use by several threads. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_WAITS = 12;

    private final URI base;
    private final Optional<String> key;
    private final Optional<String> host;
    private final int callers;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param base with the stage, where there is one */
    public Api(URI base, Optional<String> key) {
        this(new GivenTarget(base, key, Optional.empty()));
    }

    public Api(Target target) {
        this.base = URI.create(target.url().toString().replaceFirst("/+$", ""));
        this.key = target.apiKey();
        this.host = target.host();
        this.callers = target.callers();
    }

    public URI base() {
        return base;
    }

    /** The header {@code Host} of requests, as far as it is not left to the client. */
    Optional<String> host() {
        return host;
    }

    /** How many may call at once. */
    int callers() {
        return callers;
    }

    /** @param path below the base; headers as names and values in turn */
    public Answer get(String path, String... headers) {
        return send("GET", path, headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path);
    }

    /** Submits a job. */
    public Answer post(String body, String... headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer post(byte[] body, String... headers) {
        return send(request(base + "/jobs", headers).header("Content-Type", "application/json")
            .method("POST", BodyPublishers.ofByteArray(body)));
    }

    /** Sends a body to another path than that of submits. */
    public Answer postTo(String path, String body, String... headers) {
        return send(request(base + path, headers).header("Content-Type", "application/json")
            .method("POST", BodyPublishers.ofString(body)));
    }

    /** Sends a body under no headers but these. */
    public Answer postAs(byte[] body, String... headers) {
        return send(request(base + "/jobs", headers).method("POST", BodyPublishers.ofByteArray(body)));
    }

    /** Adds elements to an open job. */
    public Answer add(Tree job, String key, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Idempotency-Key", key));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return send(request(base + path(job) + "/elements", all.toArray(String[]::new))
            .method("POST", BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
    }

    public Answer close(Tree job) {
        return send("POST", path(job) + "/close");
    }

    public Answer send(String method, String path, String... headers) {
        return send(request(base + path, headers).method(method, BodyPublishers.noBody()));
    }

    /** Goes where a link of the API leads. */
    public Answer follow(String link, String... headers) {
        return send(request(base.resolve(link).toString(), headers).GET());
    }

    /** Submits a job that is taken, and gives it. */
    public Tree submit(String body) {
        return post(body).expect(202).json();
    }

    /** The job when it has ended. */
    public Tree ended(Tree job) {
        Tree seen = job;
        for (int i = 0; i < MOST_WAITS && !hasEnded(seen); i++) {
            seen = follow(job.get("links").get("self").text(), "Prefer", "wait=20").expect(200).json();
        }
        assertThat(hasEnded(seen)).as(() -> "whether this has ended: " + job).isTrue();
        return seen;
    }

    public static boolean hasEnded(Tree job) {
        return !List.of("queued", "running").contains(job.get("status").text());
    }

    /** Every outcome of a job that has ended, by following {@code next}. */
    public List<Tree> outcomes(Tree job) {
        List<Tree> outcomes = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            Tree page = get(results(job) + cursor.get()).expect(200).json();
            outcomes.addAll(page.get("results").list());
            Tree next = page.get("next");
            cursor = next.isNull() ? Optional.empty() : Optional.of("?cursor=" + next.text());
        }
        return outcomes;
    }

    /** Runs a job to its completion and gives its outcomes. */
    public List<Tree> run(String body) {
        Tree job = ended(submit(body));
        assertThat(job.get("status").text()).isEqualTo("completed");
        List<Tree> outcomes = outcomes(job);
        assertThat(outcomes).hasSize((int) job.get("total").number());
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).get("index").number()).isEqualTo(i);
        }
        return outcomes;
    }

    /** The values of a job of which no element fails. */
    public List<Tree> values(String body) {
        return run(body).stream().map(outcome -> outcome.get("value")).toList();
    }

    public static String path(Tree job) {
        return "/jobs/" + job.get("id").text();
    }

    public static String results(Tree job) {
        return path(job) + "/results";
    }

    private HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
        key.ifPresent(value -> request.header("x-api-key", value));
        host.ifPresent(value -> request.header("Host", value));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }
}
