package dev.elementwise.event;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * API Gateway's events, the fields of them that are used here.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
 *     Lambda proxy integrations: input and output format</a>
 */
public final class ApiEvents {

    private ApiEvents() {
    }

    public static APIGatewayProxyRequestEvent read(InputStream json) throws IOException {
        Fields fields = Fields.read(json);
        APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
        event.setResource(fields.text("resource"));
        event.setPath(fields.text("path"));
        event.setHttpMethod(fields.text("httpMethod"));
        event.setHeaders(fields.texts("headers"));
        event.setMultiValueHeaders(fields.lists("multiValueHeaders"));
        event.setQueryStringParameters(fields.texts("queryStringParameters"));
        event.setMultiValueQueryStringParameters(fields.lists("multiValueQueryStringParameters"));
        event.setPathParameters(fields.texts("pathParameters"));
        event.setBody(fields.text("body"));
        event.setIsBase64Encoded(fields.get("isBase64Encoded", Boolean.class));
        event.setRequestContext(context(fields.object("requestContext")));
        return event;
    }

    private static ProxyRequestContext context(Fields fields) {
        ProxyRequestContext context = new ProxyRequestContext();
        context.setRequestId(fields.text("requestId"));
        context.setPath(fields.text("path"));
        context.setStage(fields.text("stage"));
        context.setRequestTimeEpoch(fields.get("requestTimeEpoch", Long.class));
        RequestIdentity identity = new RequestIdentity();
        identity.setApiKey(fields.object("identity").text("apiKey"));
        identity.setCaller(fields.object("identity").text("caller"));
        context.setIdentity(identity);
        Map<String, String> claims = fields.object("authorizer").texts("claims");
        context.setAuthorizer(claims == null ? null : Map.of("claims", claims));
        return context;
    }

    public static void write(APIGatewayProxyResponseEvent answer, OutputStream json) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("statusCode", answer.getStatusCode());
        fields.put("headers", answer.getHeaders());
        fields.put("body", answer.getBody());
        fields.put("isBase64Encoded", answer.getIsBase64Encoded());
        json.write(Json.write(fields).getBytes(StandardCharsets.UTF_8));
    }
}
