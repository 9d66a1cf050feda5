package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes events as API Gateway sends them, and the context that Lambda gives. */
public final class Events {

    private Events() {
    }

    public static APIGatewayProxyRequestEvent of(String method, String target, String... headers) {
        APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
        int question = target.indexOf('?');
        event.setHttpMethod(method);
        event.setPath(question < 0 ? target : target.substring(0, question));
        event.setMultiValueQueryStringParameters(question < 0 ? null : query(target.substring(question + 1)));
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
        }
        event.setMultiValueHeaders(lines);
        event.setIsBase64Encoded(false);
        event.setRequestContext(new ProxyRequestContext().withRequestId("request-1").withPath("/v1" + event.getPath())
            .withStage("v1").withIdentity(new RequestIdentity()));
        return event;
    }

    public static APIGatewayProxyRequestEvent post(String body, String... headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static APIGatewayProxyRequestEvent post(byte[] body, String... headers) {
        APIGatewayProxyRequestEvent event = of("POST", "/jobs", headers);
        event.getMultiValueHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        return event;
    }

    /** The event as one of another path. */
    public static APIGatewayProxyRequestEvent at(String path, APIGatewayProxyRequestEvent event) {
        event.setPath(path);
        event.getRequestContext().setPath("/v1" + path);
        return event;
    }

    /** The event as another caller's. */
    public static APIGatewayProxyRequestEvent by(String key, APIGatewayProxyRequestEvent event) {
        event.getRequestContext().getIdentity().setApiKey(key);
        return event;
    }

    /** A context with all of 29 s left, that forgets what is logged. */
    public static Context context() {
        return new QuietContext();
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        return query;
    }

    private static final class QuietContext implements Context, LambdaLogger {

        @Override
        public String getAwsRequestId() {
            return "invocation-1";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "function";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException("Nobody asks for it");
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException("Nobody asks for it");
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 29_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 1_769;
        }

        @Override
        public LambdaLogger getLogger() {
            return this;
        }

        @Override
        public void log(String message) {
            // what is logged is no part of the contract
        }

        @Override
        public void log(byte[] message) {
            // as above
        }
    }
}
