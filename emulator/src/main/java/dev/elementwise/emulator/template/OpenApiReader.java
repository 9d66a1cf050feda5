package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the routes of an OpenAPI 3 or Swagger 2 definition with API Gateway's extensions.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">
 *     OpenAPI extensions</a>
 */
final class OpenApiReader {

    private static final Pattern INVOCATION =
            Pattern.compile("arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations");
    private static final String ANY = "x-amazon-apigateway-any-method";
    private static final String AUTHORIZER = "x-amazon-apigateway-authtype";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", ANY);

    private final References references;
    private final boolean keyRequired;
    private final Set<String> keySchemes = new HashSet<>();

    /** @param keyRequired what the API says for operations that say nothing */
    OpenApiReader(References references, boolean keyRequired) {
        this.references = references;
        this.keyRequired = keyRequired;
    }

    List<Api.Route> read(Properties body) {
        body.accept(Inert.OPEN_API).oneOf("x-amazon-apigateway-api-key-source", "HEADER", Set.of("HEADER"));
        Properties components = body.sectionOrEmpty("components");
        readSchemes(components.sectionOrEmpty("securitySchemes"));
        readSchemes(body.sectionOrEmpty("securityDefinitions"));
        boolean key = requiresKey(body, keyRequired);
        List<Api.Route> routes = new ArrayList<>();
        body.section("paths").ifPresent(paths -> {
            for (String path : paths.names()) {
                paths.section(path).ifPresent(item -> readPath(path, item, key, routes));
                if (!ApiReader.isRoutable(path)) {
                    paths.refuse("that is no path of a REST API", path);
                }
            }
        });
        return routes;
    }

    private void readSchemes(Properties schemes) {
        for (String name : schemes.names()) {
            schemes.section(name).ifPresent(scheme -> {
                scheme.oneOf("type", "", Set.of("apiKey"));
                if (scheme.has(AUTHORIZER)) {
                    refuseAuthorizer(scheme);
                } else {
                    scheme.oneOf("name", "", Set.of("x-api-key"));
                }
                scheme.oneOf("in", "", Set.of("header"));
                scheme.accept(Set.of("description")).finish();
                keySchemes.add(name);
            });
        }
    }

    /** Nobody has an identity here: to let all callers in, or none, would both be wrong. */
    private static void refuseAuthorizer(Properties scheme) {
        scheme.accept(Set.of("name", "x-amazon-apigateway-authorizer"))
                .refuse(scheme.text(AUTHORIZER).orElse("") + ": there are no authorizers here but API keys",
                        AUTHORIZER);
    }

    /** Any of the alternatives lets a caller in; the empty one lets everyone in. */
    private boolean requiresKey(Properties owner, boolean fallback) {
        if (!owner.has("security")) {
            return fallback;
        }
        List<Properties> alternatives = owner.sections("security");
        alternatives.stream().flatMap(alternative -> alternative.names().stream())
                .filter(scheme -> !keySchemes.contains(scheme))
                .forEach(scheme -> owner.refuse("by a scheme that is no API key: " + scheme, "security"));
        return !alternatives.isEmpty() && alternatives.stream().noneMatch(one -> one.names().isEmpty());
    }

    private void readPath(String path, Properties item, boolean key, List<Api.Route> routes) {
        item.names().stream().filter(METHODS::contains).forEach(method -> item.section(method)
                .flatMap(operation -> readOperation(path, method, operation, key)).ifPresent(routes::add));
        item.accept(Set.of("parameters", "summary", "description", "servers")).finish();
    }

    private Optional<Api.Route> readOperation(String path, String method, Properties operation, boolean key) {
        boolean keyHere = requiresKey(operation, key);
        if (!operation.has(INTEGRATION)) {
            operation.refuse("that is missing: an operation without an integration", INTEGRATION);
        }
        Optional<Api.Route> route = operation.section(INTEGRATION).flatMap(integration -> {
            Duration timeout = Duration.ofMillis(integration.integer("timeoutInMillis", ApiReader.TIMEOUT));
            return function(integration).map(function -> new Api.Route(
                    method.equals(ANY) ? "ANY" : method.toUpperCase(Locale.ROOT), path, function, keyHere, timeout));
        });
        operation.accept(Inert.OPERATION).finish();
        return route;
    }

    private Optional<String> function(Properties integration) {
        integration.accept(Inert.INTEGRATION);
        boolean proxy = integration.text("type").orElse("").equalsIgnoreCase("aws_proxy");
        if (!proxy) {
            integration.refuse(integration.text("type").orElse("") + " (there is: aws_proxy)", "type");
            return Optional.empty();
        }
        integration.oneOf("httpMethod", "", Set.of("POST"));
        integration.oneOf("connectionType", "INTERNET", Set.of("INTERNET"));
        Matcher uri = INVOCATION.matcher(integration.required("uri"));
        Optional<String> function = uri.matches() ? references.findFunction(uri.group(1))
                : Optional.empty();
        if (function.isEmpty() && integration.text("uri").isPresent()) {
            integration.refuse("that invokes no function of the template, nor one by the alias in its AutoPublishAlias", "uri");
        }
        integration.finish();
        return function;
    }
}
