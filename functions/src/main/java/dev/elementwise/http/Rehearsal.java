package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests that write nothing, answered while a function is initialised of which Lambda then takes a snapshot: so
 * classes, clients and compiled code are in it. Where no snapshot is taken nothing is done, for the first caller would
 * wait for it. What fails here is logged, and would fail for the first caller, too, who is told.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">The variable that tells why a
 *     function is initialised</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">What is done before a
 *     snapshot, and what must not outlast it</a>
 */
public final class Rehearsal {

    private static final String INITIALISATION = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final String SNAPSHOT = "snap-start";
    private static final String FAULT = "\"statusCode\":5";
    private static final int ROUNDS = 20;

    private final boolean wanted;

    /**
     * A request that is answered without anything being written.
     *
     * @param body JSON
     */
    public record Line(String method, String path, String body) {

        /** A request without a body. */
        public static Line get(String path) {
            return new Line("GET", path, "");
        }
    }

    /** @param environment this process's variables */
    public Rehearsal(Map<String, String> environment) {
        this.wanted = SNAPSHOT.equals(environment.get(INITIALISATION));
    }

    /** Has a function answer, some rounds if all goes well. */
    public void of(RequestStreamHandler function, List<Line> lines) {
        boolean well = wanted;
        for (int round = 0; well && round < ROUNDS; round++) {
            well = lines.stream().allMatch(line -> isAnswered(function, line));
        }
    }

    private static boolean isAnswered(RequestStreamHandler function, Line line) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(event(line)), answer, new Stage());
        } catch (IOException | RuntimeException e) {
            System.err.println("The rehearsal of " + line + " failed: " + e);
            return false;
        }
        return !answer.toString(StandardCharsets.UTF_8).contains(FAULT);
    }

    /** As API Gateway sends it, bodies in base64 included. */
    private static byte[] event(Line line) {
        String body = Base64.getEncoder().encodeToString(line.body().getBytes(StandardCharsets.UTF_8));
        return Json.write(Map.of("httpMethod", line.method(), "path", line.path(),
            "multiValueHeaders", Map.of("content-type", List.of("application/json")),
            "body", body, "isBase64Encoded", true,
            "requestContext", Map.of("requestId", "rehearsal", "stage", "v1", "path", "/v1" + line.path(),
                "identity", Map.of()))).getBytes(StandardCharsets.UTF_8);
    }

    /** The context of a call that nobody made. */
    private static final class Stage implements Context {

        private static final int REMAINING_MILLIS = 10_000;

        @Override
        public String getAwsRequestId() {
            return "rehearsal";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return REMAINING_MILLIS;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 0;
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {
                    System.err.println(message);
                }

                @Override
                public void log(byte[] message) {
                    log(new String(message, StandardCharsets.UTF_8));
                }
            };
        }
    }
}
