package dev.elementwise.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.JobId;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.settings.Machine;
import dev.elementwise.settings.Settings;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Calls to what takes connections and never answers. */
final class DeploymentTest {

    private final Properties properties = (Properties) System.getProperties().clone();
    private final List<Socket> taken = new CopyOnWriteArrayList<>();
    private final ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    DeploymentTest() throws IOException {
    }

    @BeforeEach
    void take() {
        Map.of("aws.region", "us-east-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local",
            "aws.endpointUrl", url()).forEach(System::setProperty);
        Thread taking = new Thread(() -> {
            try {
                while (true) {
                    taken.add(silent.accept());
                }
            } catch (IOException e) {
                return; // closed
            }
        }, "silent");
        taking.setDaemon(true);
        taking.start();
    }

    @AfterEach
    void close() throws IOException {
        System.setProperties(properties);
        silent.close();
        for (Socket socket : taken) {
            socket.close();
        }
    }

    /** Nine attempts of three seconds would outlast the gateway. */
    @Test
    void callOfATableThatHangsIsGivenUpAfterAFewAttempts() {
        JobId id = Jobs.list(1, 1, new SettableClock()).id();

        assertThatThrownBy(() -> deployment().jobs().find(id)).isInstanceOf(StoreUnavailableException.class)
            .hasCauseInstanceOf(ApiCallTimeoutException.class);
        assertThat(taken).hasSizeBetween(1, 4);
    }

    @Test
    void callOfAQueueThatHangsIsGivenUpAfterAFewAttempts() {
        assertThatThrownBy(() -> deployment().jobsQueue().delete("receipt"))
            .isInstanceOf(QueueUnavailableException.class).hasCauseInstanceOf(ApiCallTimeoutException.class);
        assertThat(taken).hasSizeBetween(1, 4);
    }

    @Test
    void connectionsAreKeptForAMinute() {
        deployment();

        assertThat(System.getProperty("http.keepAlive.time.server")).isEqualTo("60");
    }

    private Deployment deployment() {
        return new Deployment(new Settings("jobs", url() + "/jobs", url() + "/forks", Duration.ofSeconds(60), 1_000_000,
            1 << 30, Duration.ofDays(3), Duration.ofDays(7), false, Optional.empty(), 400,
            new Machine(10_240, "arm64")));
    }

    private String url() {
        return "http://127.0.0.1:" + silent.getLocalPort();
    }
}
