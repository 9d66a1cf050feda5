package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells which part of a URL's path is ours. An event's {@code path} leaves the stage out, but has the base path of a
 * custom domain in it; {@code resource} with its parameters has neither, and is the one to go by.
 *
 * @param path the route's, as sent
 * @param prefix what stands before it in the caller's URL
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html">API mappings</a>
 */
record RoutePath(String path, String prefix) {

    static RoutePath of(APIGatewayProxyRequestEvent event) {
        String sent = Objects.requireNonNullElse(event.getPath(), "/");
        String route = route(event).orElse(sent);
        String path = tail(sent, route).orElse(route);
        String whole = Optional.ofNullable(event.getRequestContext()).map(ProxyRequestContext::getPath).orElse(sent);
        String prefix = tail(whole, route).map(tail -> whole.substring(0, whole.length() - tail.length())).orElse("");
        return new RoutePath(path.isEmpty() ? "/" : path, prefix);
    }

    /** The resource with its variables filled in; empty where the event does not have them all. */
    private static Optional<String> route(APIGatewayProxyRequestEvent event) {
        if (event.getResource() == null) {
            return Optional.empty();
        }
        String route = event.getResource();
        Map<String, String> parameters = Objects.requireNonNullElse(event.getPathParameters(), Map.of());
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            route = route.replace("{" + parameter.getKey() + "+}", parameter.getValue())
                .replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return parameters.isEmpty() && route.contains("{") ? Optional.empty() : Optional.of(route);
    }

    /** The end of a path that means the route: parameters come decoded, and without a slash at the end. */
    private static Optional<String> tail(String path, String route) {
        if (route.equals("/")) {
            return Optional.of(path.endsWith("/") ? "/" : "");
        }
        for (int at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
            String tail = path.substring(at);
            if (means(tail, route) || tail.endsWith("/") && means(tail.substring(0, tail.length() - 1), route)) {
                return Optional.of(tail);
            }
        }
        return Optional.empty();
    }

    private static boolean means(String tail, String route) {
        return tail.equals(route) || Escapes.decode(tail).filter(route::equals).isPresent();
    }
}
