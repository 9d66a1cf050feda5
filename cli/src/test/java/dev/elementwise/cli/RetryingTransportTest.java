package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link MapCommandTest}'s server can't do. */
class RetryingTransportTest {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration ENOUGH_FOR_A_HANDSHAKE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final List<Duration> pauses = new ArrayList<>();
    private final RetryingTransport transport = new RetryingTransport(new HttpTransport(Map.of()),
            new Timing(Clock.systemUTC(), duration -> {
                throw new AssertionError("It is tried again");
            }), line -> { });

    @Test
    void serverWithoutTlsIsToldFromOneThatIsNotThere() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(plain));

            assertThatThrownBy(() -> get("https://127.0.0.1:" + plain.getLocalPort()))
                    .isInstanceOf(CommandException.class).hasMessageStartingWith("No answer from https://127.0.0.1")
                    .hasMessageEndingWith("is called with http:// in --url.");
            answered.join();
        }
    }

    @Test
    void whereNothingListensIsNoMatterOfTls() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> get("https://127.0.0.1:" + free)).isInstanceOf(CommandException.class)
                .hasMessageContaining("is the system up?").hasMessageNotContaining("--url");
    }

    @Test
    void serverThatDoesNotAnswerAHandshakeMayBeWithoutTls() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            RetryingTransport impatient = impatient(LONG);

            assertThatThrownBy(() -> get(impatient, "https", silent)).isInstanceOf(CommandException.class)
                    .hasMessageContaining("no TLS handshake in time")
                    .hasMessageEndingWith("is called with http:// in --url.");
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void serverWithoutTlsThatDoesNotAnswerIsAskedAgain() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, LOOPBACK)) {
            RetryingTransport impatient = impatient(LONG);

            assertThatThrownBy(() -> get(impatient, "http", silent)).isInstanceOf(CommandException.class)
                    .hasMessageContaining("timed out").hasMessageNotContaining("--url");
            assertThat(pauses).hasSize(5);
        }
    }

    @Test
    void serverThatAnswersTheHandshakeAloneIsAskedAgain(@TempDir Path folder) throws Exception {
        SSLContext tls = Certificate.in(folder);
        SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpTransport http = new HttpTransport(Map.of(), LONG, ENOUGH_FOR_A_HANDSHAKE);
        RetryingTransport once = new RetryingTransport(http, new Timing(Clock.systemUTC(), duration -> {
            throw new InterruptedException("It is tried again");
        }), line -> { });
        try (ServerSocket silent = tls.getServerSocketFactory().createServerSocket(0, 1, LOOPBACK)) {
            HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> readAll(silent));

            assertThatThrownBy(() -> get(once, "https", silent)).hasMessage("It is tried again");
            asked.join();
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(usual);
        }
    }

    /** What listens takes no more connections, so that none is made in time. */
    @Test
    void connectionThatIsNotMadeInTimeIsTriedAgain() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket busy = new ServerSocket(0, 1, LOOPBACK)) {
            assumeTrue(isFull(busy, waiting), "a system that has no end of connections");

            assertThatThrownBy(() -> get(impatient(SOON), "https", busy)).isInstanceOf(CommandException.class)
                    .hasMessageContaining("onnect timed out").hasMessageNotContaining("--url");
            assertThat(pauses).hasSize(5);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean isFull(ServerSocket server, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), (int) SOON.toMillis());
            } catch (SocketTimeoutException full) {
                return true;
            }
        }
        return false;
    }

    private RetryingTransport impatient(Duration connect) {
        return new RetryingTransport(new HttpTransport(Map.of(), connect, SOON),
                new Timing(Clock.systemUTC(), pauses::add), line -> { });
    }

    private static void get(RetryingTransport transport, String scheme, ServerSocket server)
            throws InterruptedException {
        transport.send(Request.get(URI.create(scheme + "://127.0.0.1:" + server.getLocalPort()), Map.of()));
    }

    /** Answers a handshake, and nothing else, until the other end has had enough. */
    private static void readAll(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void get(String url) throws InterruptedException {
        transport.send(Request.get(URI.create(url), Map.of()));
    }

    /** As a server of plain HTTP answers to a handshake. */
    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
