package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.event.ApiEvents;
import dev.elementwise.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Primes a function while it is initialised, if Lambda then takes a snapshot of it: it answers requests that write
 * nothing, so that classes, clients and compiled code are in the snapshot. Where none is taken nothing is done, for the
 * first caller would wait for it. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">The variable that tells why a
 *     function is initialised</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">What is done before a
 *     snapshot, and what must not outlast it</a>
 */
public final class Priming {

    private static final String INITIALISATION = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final String SNAPSHOT = "snap-start";
    private static final int FAULT = 500;
    private static final int ROUNDS = 20;

    private final boolean wanted;

    /**
     * A request that is answered without anything being written.
     *
     * @param body JSON
     */
    public record SampleRequest(String method, String path, String body) {

        /** A request without a body. */
        public static SampleRequest get(String path) {
            return new SampleRequest("GET", path, "");
        }
    }

    /** @param environment this process's variables */
    public Priming(Map<String, String> environment) {
        this.wanted = SNAPSHOT.equals(environment.get(INITIALISATION));
    }

    /**
     * Takes all steps for some rounds. One that fails is logged and left out from then on, and the function starts all
     * the same: its first caller waits a bit longer.
     *
     * @param exchange what answers
     * @param calls what has no request of its own; they write nothing either
     */
    public void perform(Exchange exchange, List<SampleRequest> requests, List<Runnable> calls) {
        if (!wanted) {
            return;
        }
        // The JDK counts an address's age by a clock that may stand still in a snapshot.
        Security.setProperty("networkaddress.cache.ttl", "0");
        List<Runnable> steps = new ArrayList<>(calls);
        requests.forEach(request -> steps.add(() -> answer(exchange, request)));
        for (int round = 0; round < ROUNDS; round++) {
            steps.removeIf(step -> !goesWell(step));
        }
    }

    private static boolean goesWell(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            System.err.println("A part of the priming fails, and is left out: " + e
                + (e.getCause() == null ? "" : ", for " + e.getCause()));
            return false;
        }
    }

    private static void answer(Exchange exchange, SampleRequest request) {
        try {
            APIGatewayProxyResponseEvent answer =
                exchange.handle(ApiEvents.read(new ByteArrayInputStream(event(request))), new PrimingContext());
            ApiEvents.write(answer, OutputStream.nullOutputStream());
            if (answer.getStatusCode() >= FAULT) {
                throw new IllegalStateException(request + " is answered with " + answer.getStatusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be read and written", e);
        }
    }

    /** As API Gateway sends it, bodies in base64 included. */
    private static byte[] event(SampleRequest request) {
        String body = Base64.getEncoder().encodeToString(request.body().getBytes(StandardCharsets.UTF_8));
        return Json.write(Map.of("httpMethod", request.method(), "path", request.path(),
            "multiValueHeaders", Map.of("content-type", List.of("application/json")),
            "body", body, "isBase64Encoded", true,
            "requestContext", Map.of("requestId", "priming", "stage", "v1", "path", "/v1" + request.path(),
                "identity", Map.of()))).getBytes(StandardCharsets.UTF_8);
    }

    /** The context of a sample request, which nobody has made. */
    private static final class PrimingContext implements Context {

        private static final int REMAINING_MILLIS = 10_000;

        @Override
        public String getAwsRequestId() {
            return "priming";
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
            return LambdaRuntime.getLogger();
        }
    }
}
