package dev.elementwise.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the route of a request. HEAD is answered like GET, OPTIONS with what there is (RFC 9110, sections 9.3.2 and
 * 9.3.7); an unknown path is 404, a known one with another method 405.
 */
public final class Routes implements Endpoint {

    private final List<Route> routes;

    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** All of them, in order. */
    public List<Route> all() {
        return routes;
    }

    @Override
    public Response answer(Request request) {
        List<String> segments = Route.segments(decoded(request.path()));
        List<String> allowed = new ArrayList<>();
        for (Route route : routes) {
            Optional<String> variable = route.match(segments);
            if (variable.isPresent() && isMeant(route, request.method())) {
                return route.action().answer(request, variable.get());
            }
            variable.ifPresent(ignored -> allow(allowed, route.method()));
        }
        return refuse(request, allowed);
    }

    private static Response refuse(Request request, List<String> allowed) {
        if (allowed.isEmpty()) {
            throw notFound();
        }
        allowed.add("OPTIONS");
        String allow = String.join(", ", allowed);
        if (request.method().equals("OPTIONS")) {
            return Response.empty(204).with("Allow", allow);
        }
        throw Problem.of(405, "This path does not take the method; it takes " + allow + ".").with("Allow", allow)
            .asException();
    }

    private static boolean isMeant(Route route, String method) {
        return route.method().equals(method) || route.method().equals("GET") && method.equals("HEAD");
    }

    private static void allow(List<String> allowed, String method) {
        allowed.add(method);
        if (method.equals("GET")) {
            allowed.add("HEAD");
        }
    }

    /** Escapes mean what they escape (RFC 3986, section 6.2.2.2); an escaped slash stays part of no path of ours. */
    private static String decoded(String path) {
        if (path.contains("%2F") || path.contains("%2f")) {
            return path;
        }
        return Escapes.decode(path).orElseThrow(Routes::notFound);
    }

    private static ProblemException notFound() {
        return Problem.notFound("There is nothing at this path; GET /openapi.json lists what there is.").asException();
    }
}
