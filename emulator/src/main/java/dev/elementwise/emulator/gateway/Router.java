package dev.elementwise.emulator.gateway;

import dev.elementwise.emulator.stack.Api;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the route that serves a request: first the most specific path, segment by segment a literal before a parameter
 * before a greedy parameter, then the method before {@code ANY}. Trailing slashes do not count. Immutable.
 */
final class Router {

    /** What {@code ANY} stands for; API Gateway knows no other methods. */
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final List<Resource> resources;

    Router(List<Api.Route> routes) {
        Map<String, List<Api.Route>> byPath = new LinkedHashMap<>();
        routes.forEach(route -> byPath.computeIfAbsent(route.path(), path -> new ArrayList<>()).add(route));
        resources = byPath.entrySet().stream()
                .map(entry -> new Resource(segments(entry.getKey()), List.copyOf(entry.getValue())))
                .sorted(Comparator.comparing(Resource::specificity))
                .toList();
    }

    Optional<Match> find(String method, String path) {
        List<String> segments = segments(path);
        return resources.stream().filter(resource -> resource.matches(segments)).findFirst()
                .flatMap(resource -> resource.route(method)
                        .map(route -> new Match(route, resource.parameters(segments))));
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
            segments.add(segment);
        }
        while (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    /** @param parameters the path's, decoded */
    record Match(Api.Route route, Map<String, String> parameters) {
    }

    private record Resource(List<String> pattern, List<Api.Route> routes) {

        boolean matches(List<String> segments) {
            if (isGreedy() ? segments.size() < pattern.size() : segments.size() != pattern.size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                if (!isParameter(pattern.get(i)) && !pattern.get(i).equals(Percent.decode(segments.get(i)))) {
                    return false;
                }
            }
            return true;
        }

        Optional<Api.Route> route(String method) {
            return routes.stream().filter(route -> route.method().equals(method)).findFirst()
                    .or(() -> routes.stream()
                            .filter(route -> route.method().equals("ANY") && METHODS.contains(method)).findFirst());
        }

        Map<String, String> parameters(List<String> segments) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < pattern.size(); i++) {
                String name = pattern.get(i);
                if (name.endsWith("+}")) {
                    parameters.put(name.substring(1, name.length() - 2),
                            Percent.decode(String.join("/", segments.subList(i, segments.size()))));
                } else if (isParameter(name)) {
                    parameters.put(name.substring(1, name.length() - 1), Percent.decode(segments.get(i)));
                }
            }
            return parameters;
        }

        /** Sorts a literal before a parameter before a greedy one, at the first segment where two paths differ. */
        String specificity() {
            StringBuilder kinds = new StringBuilder();
            pattern.forEach(segment -> kinds.append(segment.endsWith("+}") ? 'c' : isParameter(segment) ? 'b' : 'a'));
            return kinds.toString();
        }

        private boolean isGreedy() {
            return !pattern.isEmpty() && pattern.get(pattern.size() - 1).endsWith("+}");
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }
    }
}
