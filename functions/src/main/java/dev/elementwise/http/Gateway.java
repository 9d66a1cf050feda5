package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Translates between API Gateway's events and our requests and responses.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
 *     Lambda proxy integrations</a>
 */
final class Gateway {

    /** API Gateway waits 29 s for an answer; the rest is the answer's way back. */
    private static final Duration PATIENCE = Duration.ofMillis(27_500);
    /** Lambda may take 10 s to start a function, which the gateway's clock counts and the function's does not. */
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration WAY_BACK = Duration.ofSeconds(1);

    private Gateway() {
    }

    static Request request(APIGatewayProxyRequestEvent event, Context context, Instant now) {
        Optional<ProxyRequestContext> origin = Optional.ofNullable(event.getRequestContext());
        RoutePath path = RoutePath.of(event);
        return new Request(
            origin.map(ProxyRequestContext::getRequestId).orElse("unknown"),
            Objects.requireNonNullElse(event.getHttpMethod(), "GET"),
            path.path(),
            path.prefix(),
            Headers.of(event.getMultiValueHeaders(), event.getHeaders()),
            query(event),
            body(event),
            Caller.of(origin),
            answerBy(origin.map(ProxyRequestContext::getRequestTimeEpoch), context, now));
    }

    static APIGatewayProxyResponseEvent response(Response response) {
        APIGatewayProxyResponseEvent event = new APIGatewayProxyResponseEvent();
        event.setStatusCode(response.status());
        event.setHeaders(response.headers());
        event.setBody(response.body());
        event.setIsBase64Encoded(false);
        return event;
    }

    private static Map<String, List<String>> query(APIGatewayProxyRequestEvent event) {
        if (event.getMultiValueQueryStringParameters() != null) {
            return event.getMultiValueQueryStringParameters();
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (event.getQueryStringParameters() != null) {
            event.getQueryStringParameters().forEach((name, value) -> query.put(name, List.of(value)));
        }
        return query;
    }

    private static byte[] body(APIGatewayProxyRequestEvent event) {
        @Nullable String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return Boolean.TRUE.equals(event.getIsBase64Encoded())
            ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    private static Instant answerBy(Optional<Long> arrived, Context context, Instant now) {
        Instant slowestStart = now.minus(LONGEST_START);
        Instant since = arrived.map(Instant::ofEpochMilli)
            .filter(instant -> !instant.isAfter(now) && instant.isAfter(now.minus(PATIENCE)))
            .orElse(slowestStart);
        Instant gatewayGivesUp = since.plus(PATIENCE);
        Instant functionEnds = now.plusMillis(context.getRemainingTimeInMillis()).minus(WAY_BACK);
        return functionEnds.isBefore(gatewayGivesUp) ? functionEnds : gatewayGivesUp;
    }
}
