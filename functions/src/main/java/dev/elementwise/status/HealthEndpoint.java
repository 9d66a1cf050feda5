package dev.elementwise.status;

import dev.elementwise.concurrent.Joining;
import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.JobStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whether the service can take a job: {@code GET /health}. */
final class HealthEndpoint {

    private final JobStore jobs;
    private final SpanQueue queue;

    HealthEndpoint(JobStore jobs, SpanQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    Response get(Request request, String none) {
        Accept.choose(request.headers(), MediaType.JSON);
        // Side by side: the first calls of a new function are slow, and this is often the first request.
        CompletableFuture<Void> queueChecked = CompletableFuture.runAsync(queue::check);
        jobs.check();
        Joining.join(queueChecked);
        return Response.json(200, Map.of("status", "ok"));
    }
}
