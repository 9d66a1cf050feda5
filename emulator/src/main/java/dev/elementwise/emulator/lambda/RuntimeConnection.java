package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One kept connection of an execution environment to the Runtime API.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</a>
 */
final class RuntimeConnection {
    private static final String VERSION = "/2018-06-01/runtime/";

    private final Socket socket;
    private final InputStream in;
    private final RuntimeApiServer server;

    RuntimeConnection(Socket socket, RuntimeApiServer server) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        this.server = server;
    }

    /** @throws IOException when the environment hangs up */
    void serve() throws IOException, InterruptedException {
        while (true) {
            Request request = read();
            int version = request.path().indexOf(VERSION);
            Optional<RuntimeEndpoint> environment = version < 1 ? Optional.empty()
                    : server.find(request.path().substring(1, version));
            if (environment.isEmpty()) {
                send("404 Not Found", "");
            } else {
                answer(request, request.path().substring(version + VERSION.length()), environment.get());
            }
        }
    }

    private void answer(Request request, String call, RuntimeEndpoint environment)
            throws IOException, InterruptedException {
        String[] parts = call.split("/");
        if (call.equals("invocation/next")) {
            next(environment);
        } else if (call.equals("init/error")) {
            send("202 Accepted", "");
            environment.failInit(ErrorBody.failure(request.body(), request.errorType()));
        } else if (parts.length == 3 && environment.serves(parts[1])) {
            finish(request, parts[1], parts[2], environment);
        } else {
            send("400 Bad Request", "");
        }
    }

    private void next(RuntimeEndpoint environment) throws IOException, InterruptedException {
        Optional<RuntimeEndpoint.Delivery> next = environment.next();
        if (next.isEmpty()) {
            send("410 Gone", "");
            return;
        }
        RuntimeEndpoint.Delivery delivery = next.get();
        send("200 OK", "Lambda-Runtime-Aws-Request-Id: " + delivery.invocation().requestId()
                + "\r\nLambda-Runtime-Deadline-Ms: " + delivery.deadlineMillis()
                + "\r\nLambda-Runtime-Invoked-Function-Arn: " + delivery.functionArn()
                + "\r\nLambda-Runtime-Trace-Id: " + delivery.invocation().trace()
                + "\r\nContent-Type: application/json\r\n", delivery.invocation().payload());
    }

    /** The environment hears first, so that it asks for more while whoever waits goes on. */
    private void finish(Request request, String requestId, String outcome, RuntimeEndpoint environment)
            throws IOException {
        if (request.tooLarge()) {
            send("413 Payload Too Large", "");
            environment.finish(requestId, new Failure("Function.ResponseSizeTooLarge", "Response payload size exceeded "
                    + "maximum allowed payload size (" + PayloadLimits.RESPONSE_BYTES + " bytes)."));
            return;
        }
        send("202 Accepted", "");
        environment.finish(requestId, outcome.equals("response") ? new InvocationResult.Answer(request.body())
                : ErrorBody.failure(request.body(), request.errorType()));
    }

    private void send(String status, String headers) throws IOException {
        send(status, headers, new byte[0]);
    }

    private void send(String status, String headers, byte[] body) throws IOException {
        byte[] head = ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] response = new byte[head.length + body.length];
        System.arraycopy(head, 0, response, 0, head.length);
        System.arraycopy(body, 0, response, head.length, body.length);
        socket.getOutputStream().write(response);
    }

    private Request read() throws IOException {
        String path = line().split(" ")[1];
        String errorType = "";
        long length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                length = Long.parseLong(line.substring(colon + 1).trim());
            } else if (name.equals("lambda-runtime-function-error-type")) {
                errorType = line.substring(colon + 1).trim();
            }
        }
        if (length > PayloadLimits.RESPONSE_BYTES) {
            in.skipNBytes(length);
            return new Request(path, errorType, new byte[0], true);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("the environment ended within a request");
        }
        return new Request(path, errorType, body, false);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the environment hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private record Request(String path, String errorType, byte[] body, boolean tooLarge) {
    }
}
