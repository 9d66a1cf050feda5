package dev.elementwise.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers with what a test has put in; the last answer of a call is repeated. Remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

    /** A request as it came. */
    record Asked(String call, String body, Map<String, String> headers) {
    }

    private record Answer(int status, Map<String, String> headers, byte[] body, Runnable before) {
    }

    private final Map<String, Queue<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param call such as {@code GET /jobs/j1}; the query does not count */
    ScriptedServer on(String call, int status, String body, String... headers) {
        return on(call, () -> { }, status, body, headers);
    }

    synchronized ScriptedServer on(String call, Runnable before, int status, String body, String... headers) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        answers.computeIfAbsent(call, unused -> new ConcurrentLinkedQueue<>())
                .add(new Answer(status, named, body.getBytes(StandardCharsets.UTF_8), before));
        return this;
    }

    synchronized List<Asked> asked(String call) {
        return asked.stream().filter(one -> one.call().equals(call)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            answer.before().run();
            answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private synchronized Answer answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        asked.add(new Asked(call, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                headers));
        Queue<Answer> scripted = answers.get(call);
        if (scripted == null) {
            return new Answer(404, Map.of(), "{\"detail\":\"nothing here\"}".getBytes(StandardCharsets.UTF_8),
                    () -> { });
        }
        return scripted.size() > 1 ? scripted.remove() : scripted.element();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
