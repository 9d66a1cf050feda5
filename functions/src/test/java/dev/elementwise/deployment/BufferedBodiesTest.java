package dev.elementwise.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Calls to a server that answers so many requests on a connection, and then closes it, as AWS's do after a while. */
final class BufferedBodiesTest {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final SdkHttpClient client = new BufferedBodies(UrlConnectionHttpClient.create());
    private volatile int answers = Integer.MAX_VALUE;

    BufferedBodiesTest() throws IOException {
    }

    @BeforeEach
    void serve() {
        Thread serving = new Thread(() -> {
            try {
                while (true) {
                    Socket connection = server.accept();
                    connections.add(connection);
                    new Thread(() -> serve(connection), "connection").start();
                }
            } catch (IOException e) {
                return; // closed
            }
        }, "server");
        serving.setDaemon(true);
        serving.start();
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int answered = 0; read(in); answered++) {
                if (answered == answers) {
                    return; // without a word
                }
                connection.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            return; // closed by the test's end
        }
    }

    /** Whether there was one; its length and body are noted. */
    private boolean read(BufferedReader in) throws IOException {
        String length = "none";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = line.substring(15).trim();
            }
            if (line.isEmpty()) {
                char[] body = new char[length.equals("none") ? 0 : Integer.parseInt(length)];
                for (int read = 0; read < body.length;) {
                    read += in.read(body, read, body.length - read);
                }
                requests.add(length + " " + new String(body));
                return true;
            }
        }
        return false;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"a\":1}"})
    void bodyIsSentWithItsLength(String body) throws IOException {
        assertThat(call(body)).isEqualTo("200 {}");

        assertThat(requests).containsExactly(body.length() + " " + body);
    }

    @Test
    void callsShareAConnection() throws IOException {
        call("one");
        call("two");

        assertThat(connections).hasSize(1);
    }

    /** Whose body is streamed can't be made again by the connection. */
    @Test
    void callOverAConnectionThatIsClosedIsMadeOverAnother() throws IOException {
        answers = 1;
        call("one");

        assertThat(call("two")).isEqualTo("200 {}");

        assertThat(connections).hasSize(2);
        assertThat(requests).containsExactly("3 one", "3 two", "3 two");
    }

    private String call(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
            .putHeader("Content-Length", Integer.toString(bytes.length)).build();
        HttpExecuteResponse response = client.prepareRequest(HttpExecuteRequest.builder().request(request)
            .contentStreamProvider(() -> new ByteArrayInputStream(bytes)).build()).call();
        return response.httpResponse().statusCode() + " "
            + new String(response.responseBody().orElseThrow().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
