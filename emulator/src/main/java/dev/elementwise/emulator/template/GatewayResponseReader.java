package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Api;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a gateway answers by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-gatewayresponseobject.html">
 *     GatewayResponseObject</a>
 */
final class GatewayResponseReader {

    private static final Limits STATUS = new Limits(100, 599, 0);

    private static final Pattern CONSTANT = Pattern.compile("'[\\x20-\\x7E]*'");

    /** Whatever could be meant as a variable or as another piece of Velocity's language. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{?!?\\{?([A-Za-z][A-Za-z0-9_.]*)|#(?:set|if|foreach)");

    private GatewayResponseReader() {
    }

    static Map<String, Api.GatewayResponse> read(Properties api) {
        Map<String, Api.GatewayResponse> responses = new HashMap<>();
        api.section("GatewayResponses").ifPresent(types -> {
            for (String type : types.names()) {
                if (Api.GatewayResponse.TYPES.contains(type)) {
                    types.section(type).ifPresent(response -> responses.put(type, response(response)));
                }
            }
            types.finish();
        });
        return responses;
    }

    private static Api.GatewayResponse response(Properties response) {
        Optional<Integer> status = response.number("StatusCode", STATUS).map(Double::intValue);
        Map<String, String> headers = headers(response.sectionOrEmpty("ResponseParameters"));
        Properties templates = response.sectionOrEmpty("ResponseTemplates");
        Optional<String> body = templates.text("application/json");
        body.ifPresent(template -> checkVariables(template, templates));
        templates.finish();
        response.finish();
        return new Api.GatewayResponse(status, headers, body);
    }

    private static void checkVariables(String template, Properties templates) {
        Matcher variables = VARIABLE.matcher(template);
        while (variables.find()) {
            String name = variables.group(1);
            boolean known = name != null && variables.group().startsWith("$c") && name.startsWith("context.")
                    && Api.GatewayResponse.VARIABLES.contains(name.substring("context.".length()));
            if (!known) {
                templates.refuse("with " + variables.group(), "application/json");
            }
        }
    }

    /** Header values are mapping expressions: constants in quotes, nothing else here. */
    private static Map<String, String> headers(Properties parameters) {
        Properties section = parameters.sectionOrEmpty("Headers");
        parameters.finish();
        Map<String, String> headers = new HashMap<>();
        section.map().forEach((name, value) -> {
            if (CONSTANT.matcher(value).matches()) {
                headers.put(name, value.substring(1, value.length() - 1));
            } else {
                section.refuse(value + " (there is: a constant in single quotes)", name);
            }
        });
        return headers;
    }
}
