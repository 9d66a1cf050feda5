package dev.elementwise.status;

import dev.elementwise.http.Endpoint;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.http.Route;
import dev.elementwise.http.Routes;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.util.List;

/** Answers what is read, and cancels: the table of all paths but those that take jobs and elements in. */
public final class StatusHandler implements Endpoint {

    private final Routes routes;

    /** What is read. */
    public record Sources(JobStore jobs, BlockStore blocks, SpanQueue queue, Catalogue catalogue, JobView view) {
    }

    public StatusHandler(Sources sources, JobWatch watch, Clock clock) {
        VisibleJobs visible = new VisibleJobs(sources.jobs(), clock);
        JobEndpoints job = new JobEndpoints(visible, sources, watch, clock);
        TaskEndpoints tasks = new TaskEndpoints(sources.catalogue());
        this.routes = new Routes(List.of(
            new Route("GET", "/jobs", new JobListEndpoint(sources.jobs(), visible, sources.view(), clock)::get),
            Route.elsewhere("POST", "/jobs"),
            new Route("GET", "/jobs/{id}", job::get),
            new Route("DELETE", "/jobs/{id}", job::cancel),
            Route.elsewhere("POST", "/jobs/{id}/elements"),
            Route.elsewhere("POST", "/jobs/{id}/close"),
            new Route("GET", "/jobs/{id}/results",
                new ResultsEndpoint(visible, new ResultPages(sources.blocks(), clock))::get),
            Route.elsewhere("POST", "/jobs/{id}/retry"),
            new Route("GET", "/tasks", tasks::list),
            new Route("GET", "/tasks/{name}", tasks::get),
            new Route("GET", "/health", new HealthEndpoint(sources.jobs(), sources.queue())::get),
            new Route("GET", "/openapi.json", new ContractEndpoint()::get),
            new Route("GET", "/", StatusHandler::noPageYet),
            new Route("GET", "/docs", StatusHandler::noPageYet)));
    }

    @Override
    public Response answer(Request request) {
        return routes.answer(request);
    }

    /** All paths with their methods. */
    List<Route> routes() {
        return routes.all();
    }

    private static Response noPageYet(Request request, String none) {
        throw Problem.notFound("There are no pages here for people; GET /openapi.json is what can be called.")
            .asException();
    }
}
