package dev.elementwise.runtime;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A client of the Lambda Runtime API over one kept connection. It reads HTTP by hand: an HTTP client's classes would
 * cost every cold start more than all the rest of this loop. For use by one thread.
 */
final class RuntimeApi implements Closeable {
    private static final String VERSION = "/2018-06-01/runtime";
    private static final int OVER = 400;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;

    private final Socket socket;
    private final InputStream in;
    private final String host;
    private final String base;

    private RuntimeApi(Socket socket, String host, String base) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        this.host = host;
        this.base = base + VERSION;
    }

    /** @param address {@code host:port}, perhaps with a path: the variable AWS_LAMBDA_RUNTIME_API */
    static RuntimeApi connect(String address) throws IOException {
        int slash = address.indexOf('/');
        String authority = slash < 0 ? address : address.substring(0, slash);
        int colon = authority.lastIndexOf(':');
        if (colon < 0) {
            throw new IOException("AWS_LAMBDA_RUNTIME_API has to be host:port, but is '" + address + "'");
        }
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(authority.substring(0, colon),
                Integer.parseInt(authority.substring(colon + 1))));
        return new RuntimeApi(socket, authority, slash < 0 ? "" : address.substring(slash));
    }

    /** Waits for the next invocation; none when this environment is to end. */
    Optional<Invocation> next() throws IOException {
        send("GET", "/invocation/next", "", new byte[0]);
        Response response = read();
        if (response.status() == GONE) {
            return Optional.empty();
        }
        response.expectSuccess();
        return Optional.of(new Invocation(response.header("lambda-runtime-aws-request-id"),
                Instant.ofEpochMilli(Long.parseLong(response.header("lambda-runtime-deadline-ms"))),
                response.header("lambda-runtime-invoked-function-arn"), response.header("lambda-runtime-trace-id"),
                response.body()));
    }

    void respond(String requestId, byte[] answer) throws IOException {
        send("POST", "/invocation/" + requestId + "/response", "", answer);
        Response response = read();
        if (response.status() != TOO_LARGE) { // the Runtime API has told the caller, this environment goes on
            expectTaken(response);
        }
    }

    /** What ran over its time has been answered without us. */
    private static void expectTaken(Response response) throws IOException {
        if (response.status() != OVER) {
            response.expectSuccess();
        }
    }

    void fail(String requestId, ErrorReport error) throws IOException {
        expectTaken(report("/invocation/" + requestId + "/error", error));
    }

    void failInit(ErrorReport error) throws IOException {
        report("/init/error", error).expectSuccess();
    }

    private Response report(String path, ErrorReport error) throws IOException {
        send("POST", path, "Lambda-Runtime-Function-Error-Type: " + error.type() + "\r\n", error.json());
        return read();
    }

    private void send(String method, String path, String headers, byte[] body) throws IOException {
        String head = method + " " + base + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
    }

    private Response read() throws IOException {
        String status = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection ended within an answer");
        }
        return new Response(Integer.parseInt(status.split(" ", 3)[1]), headers, body);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private record Response(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        void expectSuccess() throws IOException {
            if (status >= 300) {
                throw new IOException("the Runtime API answered " + status);
            }
        }
    }
}
