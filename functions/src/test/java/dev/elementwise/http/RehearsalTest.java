package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.event.ApiEvents;
import dev.elementwise.http.Rehearsal.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

    private static final Map<String, String> SNAPSHOT = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    private static final List<Line> LINES =
        List.of(Line.get("/jobs"), new Line("POST", "/jobs/x/close", "{}"));

    private final List<String> answered = new ArrayList<>();

    @Test
    void requestsAreAnsweredSeveralTimesBeforeASnapshot() {
        new Rehearsal(SNAPSHOT).of(answering(200), LINES);

        assertThat(answered).hasSizeGreaterThan(2).startsWith("GET /jobs ", "POST /jobs/x/close {}", "GET /jobs ");
    }

    @Test
    void nothingIsDoneWhereNoSnapshotIsTaken() {
        new Rehearsal(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")).of(answering(200), LINES);
        new Rehearsal(Map.of()).of(answering(200), LINES);

        assertThat(answered).isEmpty();
    }

    @Test
    void functionStartsThoughAPartIsDown() {
        new Rehearsal(SNAPSHOT).of(answering(503), LINES);

        assertThat(answered).containsExactly("GET /jobs ");
    }

    @Test
    void functionStartsThoughARehearsalFails() {
        new Rehearsal(SNAPSHOT).of((event, answer, context) -> {
            answered.add("");
            throw new IOException("nobody reads this");
        }, LINES);

        assertThat(answered).hasSize(1);
    }

    private RequestStreamHandler answering(int status) {
        Exchange exchange = new Exchange(request -> {
            answered.add(request.method() + " " + request.path() + " "
                + new String(request.body(), StandardCharsets.UTF_8));
            return Response.json(status, request.caller());
        }, Clock.systemUTC(), Cors.OFF);
        return new RequestStreamHandler() {
            @Override
            public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
                ApiEvents.write(exchange.handle(ApiEvents.read(event), context), answer);
            }
        };
    }
}
