package dev.elementwise.emulator.gateway;

import static dev.elementwise.emulator.gateway.Served.OK;
import static dev.elementwise.emulator.gateway.Served.answering;
import static dev.elementwise.emulator.gateway.Served.api;
import static dev.elementwise.emulator.gateway.Served.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.stack.Api;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway answers by itself. */
class GatewayAnswersTest {

    private static final Api.Route LOCKED = new Api.Route("GET", "/locked", "Function", true, Duration.ofSeconds(29));

    @Test
    void pathWithoutARouteLacksAToken() throws Exception {
        try (Served served = new Served(api(route("GET", "/a")), answering(OK))) {
            HttpResponse<String> response = served.get("/b");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
            assertThat(response.headers().firstValue("x-amzn-errortype"))
                    .hasValue("MissingAuthenticationTokenException");
            assertThat(served.post("/a", new byte[0]).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void keyIsAskedForWhereTheRouteSaysSo() throws Exception {
        try (Served served = new Served(api(LOCKED), answering(OK))) {
            assertThat(served.get("/locked").statusCode()).isEqualTo(403);
            assertThat(served.send(served.request("/locked").header("x-api-key", "wrong")).body())
                    .isEqualTo("{\"message\":\"Forbidden\"}");

            assertThat(served.send(served.request("/locked").header("X-API-Key", "secret-secret-secret"))
                    .statusCode()).isEqualTo(200);
            assertThat(served.events.take())
                    .contains("\"apiKey\":\"secret-secret-secret\",\"apiKeyId\":\"key-1\"");
        }
    }

    @Test
    void emptyBucketThrottlesUntilTokensComeBack() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Served.NOW);
        Api api = Served.with(api(route("GET", "/")), new Api.Throttle(2, 2));
        try (Served served = new Served(api, answering(OK), reading(now))) {
            assertThat(served.get("/").statusCode()).isEqualTo(200);
            assertThat(served.get("/").statusCode()).isEqualTo(200);
            assertThat(served.get("/").statusCode()).isEqualTo(429);

            now.set(Served.NOW.plusMillis(500));
            assertThat(served.get("/").statusCode()).isEqualTo(200);
            assertThat(served.get("/").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void templateSaysWhatAnErrorLooksLike() throws Exception {
        Api.GatewayResponse notFound = new Api.GatewayResponse(Optional.of(404),
                Map.of("Content-Type", "a/b", "X", "y"), Optional.of("$context.error.messageString of $context.path "
                        + "at $context.stage: $context.error.responseType"));
        Api.GatewayResponse others = new Api.GatewayResponse(Optional.empty(), Map.of(), Optional.of("others"));
        Api api = Served.with(api(LOCKED), Map.of("MISSING_AUTHENTICATION_TOKEN", notFound, "DEFAULT_4XX", others));
        try (Served served = new Served(api, answering(OK))) {
            HttpResponse<String> response = served.get("/nothing$1");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body())
                    .isEqualTo("\"Missing Authentication Token\" of /nothing$1 at v1: MISSING_AUTHENTICATION_TOKEN");
            assertThat(response.headers().firstValue("content-type")).hasValue("a/b");
            assertThat(response.headers().firstValue("x")).hasValue("y");
            assertThat(served.get("/locked").statusCode()).isEqualTo(403);
            assertThat(served.get("/locked").body()).isEqualTo("others");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"statusCode\": 200, \"extra\": 1}", "{\"statusCode\": \"x\"}",
            "{\"statusCode\": 99}", "{\"body\": {}}", "{\"headers\": {\"a\": 1}}",
            "{\"headers\": {\"a\": \"b\\r\\nc: d\"}}",
            "{\"headers\": {\"a\": \"\u010A\"}}", "{\"headers\": {\"a b\": \"c\"}}",
            "{\"multiValueHeaders\": {\"a\": \"b\"}}",
            "{\"statusCode\": 200", "{} {}", "{\"headers\": []}"})
    void malformedAnswerIsABadGateway(String answer) throws Exception {
        try (Served served = new Served(api(route("GET", "/")), answering(answer))) {
            HttpResponse<String> response = served.get("/");

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).isEqualTo("{\"message\":\"Internal server error\"}");
            assertThat(served.log).singleElement().asString().startsWith("GET / is answered with 502: ");
        }
    }

    @Test
    void failedFunctionIsABadGateway() throws Exception {
        FunctionInvoker failing = (name, event, trace) ->
                CompletableFuture.completedFuture(new InvocationResult.Failure("Runtime.ExitError", "gone"));
        try (Served served = new Served(api(route("GET", "/")), failing)) {
            assertThat(served.get("/").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void brokenInvocationIsABadGateway() throws Exception {
        try (Served served = new Served(api(route("GET", "/")),
                (name, event, trace) -> CompletableFuture.failedFuture(new IllegalStateException("closed")))) {
            assertThat(served.get("/").statusCode()).isEqualTo(502);
            assertThat(served.log).singleElement().asString().contains("closed");
        }
    }

    @Test
    void refusedInvocationIsABadGateway() throws Exception {
        FunctionInvoker closed = (name, event, trace) -> {
            throw new IllegalStateException("closed");
        };
        try (Served served = new Served(api(route("GET", "/")), closed)) {
            assertThat(served.get("/").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void slowFunctionIsGivenUpAfterTheRoutesTimeout() throws Exception {
        Api.Route impatient = new Api.Route("GET", "/", "Function", false, Duration.ofMillis(50));
        try (Served served = new Served(api(impatient), (name, event, trace) -> new CompletableFuture<>())) {
            HttpResponse<String> response = served.get("/");

            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6 * 1024 * 1024, 10 * 1024 * 1024 + 1, 24 * 1024 * 1024})
    void tooLargeARequestIsRefusedAndTheNextOneServed(int bytes) throws Exception {
        try (Served served = new Served(api(route("POST", "/")), answering(OK))) {
            HttpResponse<String> response = served.post("/", new byte[bytes]);

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
            assertThat(served.post("/", new byte[10]).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tooLargeAnAnswerIsABadGateway() throws Exception {
        String answer = "{\"statusCode\":200,\"body\":\"" + "a".repeat(6 * 1024 * 1024) + "\"}";
        try (Served served = new Served(api(route("GET", "/")), answering(answer))) {
            assertThat(served.get("/").statusCode()).isEqualTo(502);
        }
    }

    private static Clock reading(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
