package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What {@link MapCommandTest}'s server can't do. */
class RetryingTransportTest {

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
