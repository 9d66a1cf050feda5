package dev.elementwise.emulator.gateway;

import com.sun.net.httpserver.HttpServer;
import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.stack.Api;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A REST API of API Gateway on a local port, without the stage in its paths. A request that waits for its function
 * holds no thread. Safe for use by several threads.
 */
public final class ApiServer implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int BACKLOG = 1024;

    /** For a whole request to arrive: a caller who stops in the middle of it holds a thread as long. */
    private static final String ARRIVAL_SECONDS = "60";

    private final HttpServer server;
    private final ExchangeHandler handler;
    private final ExecutorService threads;

    private ApiServer(HttpServer server, ExchangeHandler handler, ExecutorService threads) {
        this.server = server;
        this.handler = handler;
        this.threads = threads;
    }

    /**
     * Serves an API from now on.
     *
     * @throws IOException if the address cannot be bound
     */
    public static ApiServer start(Api api, FunctionInvoker invoker, GatewaySettings settings) throws IOException {
        // both are read once, at the first server; Nagle's algorithm and delayed acknowledgements cost 40 ms an answer
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", ARRIVAL_SECONDS);
        HttpServer server = HttpServer.create(settings.address(), BACKLOG);
        ExecutorService threads = threads();
        server.setExecutor(threads);
        ExchangeHandler handler = new ExchangeHandler(new Gateway(api, invoker, settings), settings, threads);
        server.createContext("/", handler);
        server.start();
        return new ApiServer(server, handler, threads);
    }

    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> new Thread(task, "gateway-" + count.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Where it answers. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Ends within a second: requests that wait are answered that there is nothing to wait for. Idempotent. */
    @Override
    public void close() {
        handler.end();
        server.stop(0);
        threads.shutdownNow();
    }
}
