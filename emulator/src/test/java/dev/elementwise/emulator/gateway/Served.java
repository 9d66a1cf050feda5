package dev.elementwise.emulator.gateway;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.stack.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An API on a port, in front of a function that answers what a test says. */
final class Served implements AutoCloseable {

    static final Instant NOW = Instant.parse("2025-03-04T05:06:07.089Z");
    static final String OK = "{\"statusCode\":200,\"body\":\"fine\",\"headers\":{\"Content-Type\":\"text/plain\"}}";

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Served(Api api, FunctionInvoker function) throws IOException {
        this(api, function, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Served(Api api, FunctionInvoker function, Clock clock) throws IOException {
        server = ApiServer.start(api, (name, event, trace) -> {
            events.add(new String(event, StandardCharsets.UTF_8));
            return function.invoke(name, event, trace);
        }, new GatewaySettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clock, log::add));
    }

    /** A function that always answers the same. */
    static FunctionInvoker answering(String answer) {
        return (name, event, trace) -> CompletableFuture.completedFuture(
                new InvocationResult.Answer(answer.getBytes(StandardCharsets.UTF_8)));
    }

    static Api api(Api.Route... routes) {
        return new Api("Api", "api", new Api.Stage("v1", Map.of()), List.of(routes),
                List.of(new Api.ApiKey("key-1", "secret-secret-secret", Optional.empty())), Api.Throttle.ACCOUNT,
                List.of(), Map.of());
    }

    static Api with(Api api, Api.Throttle throttle) {
        return new Api(api.id(), api.physicalId(), api.stage(), api.routes(), api.apiKeys(), throttle,
                api.binaryMediaTypes(), api.gatewayResponses());
    }

    static Api with(Api api, Map<String, Api.GatewayResponse> responses) {
        return new Api(api.id(), api.physicalId(), api.stage(), api.routes(), api.apiKeys(), api.throttle(),
                api.binaryMediaTypes(), responses);
    }

    static Api withBinary(Api api, String... types) {
        return new Api(api.id(), api.physicalId(), api.stage(), api.routes(), api.apiKeys(), api.throttle(),
                List.of(types), api.gatewayResponses());
    }

    static Api.Route route(String method, String path) {
        return new Api.Route(method, path, "Function", false, Duration.ofSeconds(29));
    }

    int port() {
        return server.address().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
