package dev.elementwise.emulator.dynamodb;

import dev.elementwise.emulator.stack.TableResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.LoggerFactory;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.exceptions.LocalDBAccessException;

/**
 * DynamoDB by DynamoDB Local, without its telemetry. With a folder, tables are kept in it; without one,
 * they live in memory. Safe for use by several threads.
 *
 * <p>DynamoDB Local's own server would listen on all addresses, so its handler is served by a server of ours.
 */
public final class LocalDynamoDb implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_THREADS = 64;
    private static final int IDLE_THREADS = 4;

    private final String host;
    private final Optional<Path> data;
    private final LocalDynamoDBRequestHandler requests;
    private final Tables tables;
    private final Server server;
    private final ServerConnector connector;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Starts it on loopback. */
    public LocalDynamoDb(int port, Optional<Path> data) throws IOException {
        this(LOOPBACK, port, data);
    }

    /**
     * Starts it.
     *
     * @param host where it listens
     * @param port 0 for any free one
     * @param data where tables are kept, none for memory
     * @throws IOException if the port is taken or the folder can't be used
     */
    public LocalDynamoDb(String host, int port, Optional<Path> data) throws IOException {
        this.host = host;
        this.data = data;
        synchronized (LoggerFactory.class) { // the queues may start at the same moment; SLF4J warns of a race
            LoggerFactory.getILoggerFactory();
        }
        requests = requests(data);
        tables = new Tables(requests);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, IDLE_THREADS);
        threads.setName("tables");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, ""), "/"));
        start();
    }

    private static LocalDynamoDBRequestHandler requests(Optional<Path> data) throws IOException {
        try {
            if (data.isEmpty()) {
                return new LocalDynamoDBRequestHandler(0, true, null, true, false);
            }
            Files.createDirectories(data.get());
            return new LocalDynamoDBRequestHandler(0, false, data.get().toAbsolutePath().toString(), true, false);
        } catch (DynamoDBLocalServiceException e) {
            throw new IOException("The tables can't be opened: " + e.getMessage(), e);
        }
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) { // Jetty declares no narrower one
            close();
            throw new IOException("The tables' server can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Creates the tables that are not there, with their indexes and time to live.
     *
     * @throws IllegalStateException if a table is there with other keys or indexes, or what is kept can't be read
     */
    public void createTables(List<TableResource> resources) {
        try {
            resources.forEach(tables::create);
        } catch (LocalDBAccessException e) { // the file is opened by the first call
            throw new IllegalStateException("The tables" + data.map(folder -> " kept in " + folder).orElse("")
                    + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @return where it answers, such as {@code http://127.0.0.1:8000} */
    public URI endpoint() {
        return endpoint(host, connector.getLocalPort());
    }

    /** @return where one started on this host and port answers */
    public static URI endpoint(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }

    /** Closing again does nothing. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                server.stop();
            } catch (Exception e) { // Jetty declares no narrower one
                throw new IOException("The tables' server can't be stopped: " + e.getMessage(), e);
            } finally {
                requests.shutdown();
            }
        }
    }
}
