package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves the Lambda Runtime API on loopback to all execution environments. Each has a path of its own that cannot be
 * guessed, and a thread for its connection.
 */
final class RuntimeApiServer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocket server;
    private final ConcurrentMap<String, RuntimeEndpoint> environments = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    RuntimeApiServer() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        daemon("runtime-api", this::accept);
    }

    /** @return the environment's {@code AWS_LAMBDA_RUNTIME_API} */
    String register(RuntimeEndpoint environment) {
        String key = UUID.randomUUID().toString();
        environments.put(key, environment);
        return "127.0.0.1:" + server.getLocalPort() + "/" + key;
    }

    void remove(String address) {
        environments.remove(address.substring(address.indexOf('/') + 1));
    }

    Optional<RuntimeEndpoint> find(String key) {
        @Nullable RuntimeEndpoint environment = environments.get(key);
        return Optional.ofNullable(environment);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                daemon("runtime-api-" + socket.getPort(), () -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException("The Runtime API can't take connections any more", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new RuntimeConnection(socket, this).serve();
        } catch (IOException e) {
            // the environment has ended; what it was working on is answered where its process's end is seen
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
