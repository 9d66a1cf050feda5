package dev.elementwise.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which requests an action answers.
 *
 * @param template a path with at most one variable segment, {@code /jobs/{id}}
 */
public record Route(String method, String template, Action action) {

    /** What a route does; the variable is the path's segment at the template's, empty where it has none. */
    @FunctionalInterface
    public interface Action {
        Response answer(Request request, String variable);
    }

    /** A route that the gateway takes to another function: here only so that {@code Allow} is complete. */
    public static Route elsewhere(String method, String template) {
        return new Route(method, template, (request, variable) -> {
            throw new IllegalStateException("The gateway takes " + method + " " + template + " to another function");
        });
    }

    /** The variable segment of a path that fits; empty text for a template without one. */
    Optional<String> match(List<String> segments) {
        List<String> own = segments(template);
        if (own.size() != segments.size()) {
            return Optional.empty();
        }
        String variable = "";
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).startsWith("{") && !segments.get(i).isEmpty()) {
                variable = segments.get(i);
            } else if (!own.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variable);
    }

    /** A slash at the end means nothing, as it does to the gateway. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        if (start < path.length() || segments.isEmpty()) {
            segments.add(path.substring(Math.min(start, path.length())));
        }
        return segments;
    }
}
