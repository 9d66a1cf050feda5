package dev.elementwise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sends one request and reads the whole answer. Safe for use by several threads.
 *
 * <p>Over {@link HttpURLConnection}: its first answer is there 0.2 s earlier than {@code java.net.http}'s, and its
 * process ends 0.5 s earlier; a command that runs for a second feels that.
 */
final class HttpTransport {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Longer than the 29 s that API Gateway waits for a function. */
    private static final Duration ANSWER = Duration.ofSeconds(35);

    private final Map<String, String> always;
    private final Duration connect;
    private final Duration answer;

    /** A connection was made in time, but no TLS on it. */
    static final class NoHandshakeException extends IOException {
        private static final long serialVersionUID = 1;

        private NoHandshakeException(SocketTimeoutException timeout) {
            super("no TLS handshake in time", timeout);
        }
    }

    /** @param always headers of every request */
    HttpTransport(Map<String, String> always) {
        this(always, CONNECT, ANSWER);
    }

    /** @param answer how long an answer is waited for, that to a handshake as well */
    HttpTransport(Map<String, String> always, Duration connect, Duration answer) {
        this.always = Map.copyOf(always);
        this.connect = connect;
        this.answer = answer;
    }

    /** @throws NoHandshakeException where what listens does not answer a TLS handshake */
    Response send(Request request) throws IOException {
        if (!(request.address().toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new ProtocolException(request.address() + " is not HTTP");
        }
        connection.setConnectTimeout((int) connect.toMillis());
        connection.setReadTimeout((int) answer.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(request.method());
        always.forEach(connection::setRequestProperty);
        request.headers().forEach(connection::setRequestProperty);
        request.body().ifPresent(body -> {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
        });
        connect(connection);
        if (request.body().isPresent()) {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body().get());
            }
        }
        return read(connection, request.address());
    }

    /** On its own, for later timeouts are those of an answer; over https the handshake is a part of it. */
    private static void connect(HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (SocketTimeoutException timeout) {
            boolean connected = !"connect timed out".equalsIgnoreCase(timeout.getMessage());
            throw connected && connection instanceof HttpsURLConnection ? new NoHandshakeException(timeout) : timeout;
        }
    }

    private static Response read(HttpURLConnection connection, URI address) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new ProtocolException("the answer is not HTTP");
        }
        Map<String, List<String>> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        // an empty error has no stream at all
        InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        try (InputStream body = stream == null ? InputStream.nullInputStream() : stream) {
            return new Response(address, status, headers, body.readAllBytes());
        }
    }
}
