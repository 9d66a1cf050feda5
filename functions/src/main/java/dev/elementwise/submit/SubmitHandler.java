package dev.elementwise.submit;

import dev.elementwise.http.Endpoint;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.http.Route;
import dev.elementwise.http.Routes;
import java.util.List;

/** Takes jobs and elements in: the table of the paths for that. */
public final class SubmitHandler implements Endpoint {

    private final Routes routes;

    public SubmitHandler(SubmitEndpoint job, RetryEndpoint retry, InputEndpoints input) {
        this.routes = new Routes(List.of(
            new Route("POST", "/jobs", job::post),
            new Route("POST", "/jobs/{id}/retry", retry::post),
            new Route("POST", "/jobs/{id}/elements", input::add),
            new Route("POST", "/jobs/{id}/close", input::close)));
    }

    @Override
    public Response answer(Request request) {
        return routes.answer(request);
    }
}
