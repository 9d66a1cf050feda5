package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.http.Priming.SampleRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrimingTest {

    private static final Map<String, String> SNAPSHOT = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    private static final List<SampleRequest> REQUESTS =
        List.of(SampleRequest.get("/jobs"), new SampleRequest("POST", "/jobs/x/close", "{}"));

    private final List<String> done = new ArrayList<>();
    private final List<Runnable> calls = List.of(() -> done.add("call"));

    @Test
    void primingIsRepeatedBeforeASnapshot() {
        new Priming(SNAPSHOT).perform(answering(200), REQUESTS, calls);

        assertThat(done).hasSizeGreaterThan(4).startsWith("call", "GET /jobs ", "POST /jobs/x/close {}", "call");
    }

    @Test
    void nothingIsDoneWhereNoSnapshotIsTaken() {
        new Priming(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")).perform(answering(200), REQUESTS, calls);
        new Priming(Map.of()).perform(answering(200), REQUESTS, calls);

        assertThat(done).isEmpty();
    }

    @Test
    void whatFailsIsLeftOutAndTheRestIsDone() {
        new Priming(SNAPSHOT).perform(answering(503), REQUESTS, List.of(() -> {
            done.add("failing call");
            throw new IllegalStateException("down");
        }, calls.get(0)));

        assertThat(done).containsOnlyOnce("GET /jobs ", "POST /jobs/x/close {}", "failing call");
        assertThat(done.stream().filter("call"::equals)).hasSizeGreaterThan(2);
    }

    private Exchange answering(int status) {
        return new Exchange(request -> {
            done.add(request.method() + " " + request.path() + " "
                + new String(request.body(), StandardCharsets.UTF_8));
            return Response.json(status, request.caller());
        }, Clock.systemUTC(), Cors.OFF);
    }
}
