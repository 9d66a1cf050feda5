package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads REST APIs.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">
 *     AWS::Serverless::Api</a>
 */
final class ApiReader implements ResourceReader {

    /** How long an integration may take, in milliseconds. */
    static final Limits TIMEOUT = new Limits(50, 29_000, 29_000);

    private static final Limits RATE = new Limits(0, Integer.MAX_VALUE, 0);

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
        if (key) {
            draft.lockedApis.add(references.name(resource));
        }
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
                List.of(), throttle(properties), binary, GatewayResponseReader.read(properties)));
    }

    /** A greedy parameter takes the rest of a path, so nothing can come after it. */
    static boolean isRoutable(String path) {
        return path.startsWith("/") && !path.contains("+}/");
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
}
