package dev.elementwise.emulator.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.elementwise.emulator.stack.Api;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the gateway's own answers: the template's for the error, its default's, or AWS's. */
final class GatewayAnswers {

    private static final String AWS_BODY = "{\"message\":$context.error.messageString}";
    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z]+(?:\\.[A-Za-z]+)?)");

    private final Map<String, Api.GatewayResponse> responses;

    GatewayAnswers(Map<String, Api.GatewayResponse> responses) {
        this.responses = responses;
    }

    Response answer(GatewayError error, Context context) {
        Optional<Api.GatewayResponse> template = Optional.ofNullable(responses.get(error.name()))
                .or(() -> Optional.ofNullable(responses.get(error.fallback())));
        Headers headers = new Headers();
        template.ifPresent(response -> response.headers().forEach(headers::set));
        headers.setIfAbsent("Content-Type", "application/json")
                .set("x-amzn-RequestId", context.request().id())
                .set("x-amz-apigw-id", context.request().id())
                .set("x-amzn-ErrorType", error.type());
        String body = fill(template.flatMap(Api.GatewayResponse::body).orElse(AWS_BODY), error, context);
        return new Response(template.flatMap(Api.GatewayResponse::status).orElse(error.status()), headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String fill(String template, GatewayError error, Context context) {
        Map<String, String> variables = context.variables();
        return VARIABLE.matcher(template).replaceAll(variable ->
                Matcher.quoteReplacement(value(variable.group(1), error, variables)));
    }

    private static String value(String name, GatewayError error, Map<String, String> variables) {
        return switch (name) {
            case "error.message" -> error.message();
            case "error.messageString" ->
                    '"' + new String(JsonStringEncoder.getInstance().quoteAsString(error.message())) + '"';
            case "error.responseType" -> error.name();
            default -> variables.getOrDefault(name, "");
        };
    }
}
