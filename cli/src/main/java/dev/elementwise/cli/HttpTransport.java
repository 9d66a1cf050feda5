package dev.elementwise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** @param always headers of every request */
    HttpTransport(Map<String, String> always) {
        this.always = Map.copyOf(always);
    }

    Response send(Request request) throws IOException {
        if (!(request.address().toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new ProtocolException(request.address() + " is not HTTP");
        }
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(request.method());
        always.forEach(connection::setRequestProperty);
        request.headers().forEach(connection::setRequestProperty);
        if (request.body().isPresent()) {
            write(connection, request.body().get());
        }
        return read(connection, request.address());
    }

    private static void write(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
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
