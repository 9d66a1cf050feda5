package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads REST APIs.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">AWS::Serverless::Api</a>
 */
final class ApiReader implements ResourceReader {

    /** How long an integration may take, in milliseconds. */
    static final Properties.Limits TIMEOUT = new Properties.Limits(50, 29_000, 29_000);

    private static final Properties.Limits STATUS = new Properties.Limits(100, 599, 0);
    private static final Properties.Limits RATE = new Properties.Limits(0, Integer.MAX_VALUE, 0);

    private final References references;
    private final Draft draft;

    ApiReader(References references, Draft draft) {
        this.references = references;
        this.draft = draft;
    }

    @Override
    public void read(Resource resource, Properties properties) {
        String stage = properties.accept(Inert.API).required("StageName");
        Map<String, String> variables = properties.sectionOrEmpty("Variables").map();
        boolean key = keyRequired(properties);
        List<String> binary = new ArrayList<>(properties.texts("BinaryMediaTypes"));
        binary.replaceAll(type -> type.replace("~1", "/"));
        List<Api.Route> routes = new ArrayList<>();
        properties.section("DefinitionBody").ifPresent(body -> {
            OpenApiReader definition = new OpenApiReader(references, key);
            routes.addAll(definition.read(body));
            binary.addAll(body.texts("x-amazon-apigateway-binary-media-types"));
            body.finish();
        });
        draft.apis.add(new Api(resource.id(), references.name(resource), new Api.Stage(stage, variables), routes,
                List.of(), throttle(properties), binary, gatewayResponses(properties)));
    }

    private static boolean keyRequired(Properties api) {
        Properties auth = api.sectionOrEmpty("Auth");
        boolean required = auth.flag("ApiKeyRequired", false);
        auth.finish();
        return required;
    }

    private static Api.Throttle throttle(Properties api) {
        Api.Throttle throttle = Api.Throttle.ACCOUNT;
        for (Properties method : api.sections("MethodSettings")) {
            method.oneOf("HttpMethod", "", Set.of("*"));
            method.oneOf("ResourcePath", "", Set.of("/*"));
            throttle = new Api.Throttle(
                    method.number("ThrottlingRateLimit", RATE).orElse(throttle.ratePerSecond()),
                    method.number("ThrottlingBurstLimit", RATE).orElse(throttle.burst()));
            method.accept(Inert.API_METHOD).finish();
        }
        return throttle;
    }

    private static Map<String, Api.GatewayResponse> gatewayResponses(Properties api) {
        Map<String, Api.GatewayResponse> responses = new HashMap<>();
        api.section("GatewayResponses").ifPresent(types -> types.names().forEach(type -> types.section(type)
                .ifPresent(response -> responses.put(type, gatewayResponse(response)))));
        return responses;
    }

    private static Api.GatewayResponse gatewayResponse(Properties response) {
        Optional<Integer> status = response.number("StatusCode", STATUS).map(Double::intValue);
        Map<String, String> headers = headers(response.sectionOrEmpty("ResponseParameters"));
        Properties templates = response.sectionOrEmpty("ResponseTemplates");
        Optional<String> body = templates.text("application/json");
        templates.finish();
        response.finish();
        return new Api.GatewayResponse(status, headers, body);
    }

    /** Header values are mapping expressions: constants in quotes, nothing else here. */
    private static Map<String, String> headers(Properties parameters) {
        Properties section = parameters.sectionOrEmpty("Headers");
        parameters.finish();
        Map<String, String> headers = new HashMap<>();
        section.map().forEach((name, value) -> {
            if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
                headers.put(name, value.substring(1, value.length() - 1));
            } else {
                section.refuse(value + " (there is: a constant in single quotes)", name);
            }
        });
        return headers;
    }
}
