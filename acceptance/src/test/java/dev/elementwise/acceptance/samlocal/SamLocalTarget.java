package dev.elementwise.acceptance.samlocal;

import dev.elementwise.acceptance.http.Target;
import dev.elementwise.acceptance.parts.Background;
import dev.elementwise.acceptance.parts.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code sam local start-api} over what {@code sam build} has built, with queues, table and workers of
 * {@code ./elementwise up --only sqs,dynamodb,lambda}.
 */
public final class SamLocalTarget implements Target {

    private static final Path LOGS = Project.target().resolve("sam-local");
    private static final int HEALTHY = 200;
    /**
     * A request's time is that of SAM's start. As long as a function takes it for the truth it has less and less time to
     * wait, until the gateway would have given up; then it knows better.
     */
    private static final Duration TIME_IS_BELIEVED = Duration.ofSeconds(29);

    private final Background parts;
    private final Background api;
    private final URI url;

    private SamLocalTarget(Background parts, Background api, URI url) {
        this.parts = parts;
        this.api = api;
        this.url = url;
    }

    public static SamLocalTarget start() {
        Path variables = LOGS.resolve("env.json");
        Background parts = Parts.start("sqs,dynamodb,lambda", LOGS.resolve("up.log"), variables);
        try {
            int port = freePort();
            URI url = URI.create("http://127.0.0.1:" + port);
            Background api = Background.start(LOGS.resolve("sam.log"), List.of("sam", "local", "start-api", "--port",
                Integer.toString(port), "--env-vars", variables.toString()));
            long believed = System.nanoTime() + TIME_IS_BELIEVED.toNanos();
            return new SamLocalTarget(parts, api.until(() -> isHealthy(url) && System.nanoTime() > believed), url);
        } catch (RuntimeException failed) {
            parts.close();
            throw failed;
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHealthy(URI url) {
        try {
            return ((HttpURLConnection) url.resolve("/health").toURL().openConnection()).getResponseCode() == HEALTHY;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        api.close();
        parts.close();
    }
}
