package dev.elementwise.emulator.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries requests and answers between the JDK's server and the gateway. */
final class ExchangeHandler implements HttpHandler {

    /** What an integration never sees of a request. */
    private static final Set<String> DROPPED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        DROPPED.addAll(List.of("Connection", "Content-Length", "Content-MD5", "Expect", "Max-Forwards",
                "Proxy-Authenticate", "Server", "TE", "Transfer-Encoding", "Trailer", "Upgrade", "WWW-Authenticate"));
    }

    private static final long LAST_ANSWERS_MILLIS = 1_000;

    private final Gateway gateway;
    private final GatewaySettings settings;
    private final Executor threads;
    /** How to answer those whose functions have not yet, by what follows the answer. */
    private final Map<CompletableFuture<Void>, Runnable> waiting = new ConcurrentHashMap<>();

    private volatile boolean ended;

    /** @param threads write the answers, so that whoever completes an invocation does not wait for slow callers */
    ExchangeHandler(Gateway gateway, GatewaySettings settings, Executor threads) {
        this.gateway = gateway;
        this.settings = settings;
        this.threads = threads;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = read(exchange);
        CompletableFuture<Response> answer = new CompletableFuture<>();
        CompletableFuture<Void> written = answer.thenAcceptAsync(response -> write(response, exchange), threads);
        waiting.put(written, () -> answer.complete(gateway.unanswered(request)));
        written.whenComplete((done, failure) -> {
            waiting.remove(written);
            if (failure != null) {
                if (!ended) {
                    settings.log().accept(request.method() + " " + request.path() + " gets no answer: " + failure);
                }
                exchange.close();
            }
        });
        if (ended) {
            answer.complete(gateway.unanswered(request));
        } else {
            gateway.answer(request).thenAccept(answer::complete);
        }
    }

    /** Answers those that wait as if their functions had ended, which is what comes next, and sees the answers off. */
    void end() {
        ended = true;
        Map<CompletableFuture<Void>, Runnable> left = Map.copyOf(waiting);
        left.values().forEach(Runnable::run);
        try {
            CompletableFuture.allOf(left.keySet().toArray(new CompletableFuture<?>[0]))
                    .get(LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            // who does not take the answer sees the connection close
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Request read(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange.getRequestBody());
        URI uri = exchange.getRequestURI();
        String sourceIp = exchange.getRemoteAddress().getAddress().getHostAddress();
        Headers headers = new Headers();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!DROPPED.contains(name)) {
                headers.set(Headers.canonical(name), values);
            }
        });
        String before = headers.find("X-Forwarded-For").map(proxies -> proxies + ", ").orElse("");
        headers.set("X-Forwarded-For", before + sourceIp);
        headers.set("X-Forwarded-Port", Integer.toString(exchange.getLocalAddress().getPort()));
        headers.set("X-Forwarded-Proto", "http");
        return new Request(UUID.randomUUID().toString(), exchange.getRequestMethod(), uri.getRawPath(),
                Objects.requireNonNullElse(uri.getRawQuery(), ""), headers, body, sourceIp, settings.clock().instant());
    }

    /** Reads to the end also what is too much: a caller who is still sending does not see an answer. */
    private static byte[] body(InputStream in) throws IOException {
        byte[] body = in.readNBytes(Gateway.BODY_LIMIT + 1);
        if (body.length > Gateway.BODY_LIMIT) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return body;
    }

    private static void write(Response response, HttpExchange exchange) {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            response.headers().forEach((name, values) ->
                    exchange.getResponseHeaders().put(name, new ArrayList<>(values)));
            boolean bodiless = head || response.status() == 204 || response.status() == 304;
            int length = response.body().length;
            if (head) {
                exchange.getResponseHeaders().putIfAbsent("Content-Length", Arrays.asList(Integer.toString(length)));
            }
            exchange.sendResponseHeaders(response.status(), bodiless || length == 0 ? -1 : length);
            if (!bodiless && length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(response.body());
                }
            }
        } catch (IOException e) {
            // the caller has gone, and with it whoever could be told
        }
    }
}
