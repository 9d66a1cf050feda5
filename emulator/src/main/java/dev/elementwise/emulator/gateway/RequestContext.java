package dev.elementwise.emulator.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** An event's {@code requestContext}. */
record RequestContext(Context context, Router.Match match) {

    private static final List<String> ABSENT_IDENTITY = List.of("cognitoIdentityPoolId", "accountId",
            "cognitoIdentityId", "caller", "principalOrgId", "accessKey", "cognitoAuthenticationType",
            "cognitoAuthenticationProvider", "userArn", "user");

    void writeTo(JsonGenerator json) throws IOException {
        Request request = context.request();
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("resourceId", Integer.toHexString(match.route().path().hashCode()));
        json.writeStringField("resourcePath", match.route().path());
        json.writeStringField("httpMethod", request.method());
        json.writeStringField("extendedRequestId", request.id());
        json.writeStringField("requestTime", context.requestTime());
        json.writeStringField("path", request.path());
        json.writeStringField("accountId", Context.ACCOUNT);
        json.writeStringField("protocol", Context.PROTOCOL);
        json.writeStringField("stage", context.api().stage().name());
        json.writeStringField("domainPrefix", request.domainName().split("[.:]", 2)[0]);
        json.writeNumberField("requestTimeEpoch", request.time().toEpochMilli());
        json.writeStringField("requestId", request.id());
        writeIdentity(json);
        json.writeStringField("domainName", request.domainName());
        json.writeStringField("apiId", context.api().physicalId());
        json.writeEndObject();
    }

    private void writeIdentity(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("identity");
        for (String name : ABSENT_IDENTITY) {
            json.writeNullField(name);
        }
        json.writeStringField("sourceIp", context.request().sourceIp());
        json.writeStringField("userAgent", context.request().headers().find("User-Agent").orElse(null));
        if (context.key().isPresent()) {
            json.writeStringField("apiKey", context.key().get().value());
            json.writeStringField("apiKeyId", context.key().get().id());
        }
        json.writeEndObject();
    }
}
