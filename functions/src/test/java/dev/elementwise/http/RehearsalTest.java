package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.http.Rehearsal.Line;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

    private static final Map<String, String> SNAPSHOT = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    private static final List<Line> LINES = List.of(Line.get("/jobs"), new Line("POST", "/jobs/x/close", "{}"));

    private final List<String> played = new ArrayList<>();
    private final List<Runnable> calls = List.of(() -> played.add("call"));

    @Test
    void stepsArePlayedSeveralTimesBeforeASnapshot() {
        new Rehearsal(SNAPSHOT).perform(answering(200), LINES, calls);

        assertThat(played).hasSizeGreaterThan(4).startsWith("call", "GET /jobs ", "POST /jobs/x/close {}", "call");
    }

    @Test
    void nothingIsDoneWhereNoSnapshotIsTaken() {
        new Rehearsal(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")).perform(answering(200), LINES, calls);
        new Rehearsal(Map.of()).perform(answering(200), LINES, calls);

        assertThat(played).isEmpty();
    }

    @Test
    void whatFailsIsLeftOutAndTheRestIsPlayed() {
        new Rehearsal(SNAPSHOT).perform(answering(503), LINES, List.of(() -> {
            played.add("failing call");
            throw new IllegalStateException("down");
        }, calls.get(0)));

        assertThat(played).containsOnlyOnce("GET /jobs ", "POST /jobs/x/close {}", "failing call");
        assertThat(played.stream().filter("call"::equals)).hasSizeGreaterThan(2);
    }

    private Exchange answering(int status) {
        return new Exchange(request -> {
            played.add(request.method() + " " + request.path() + " "
                + new String(request.body(), StandardCharsets.UTF_8));
            return Response.json(status, request.caller());
        }, Clock.systemUTC(), Cors.OFF);
    }
}
