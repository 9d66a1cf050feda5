package dev.elementwise.status;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.event.ApiEvents;
import dev.elementwise.http.Cors;
import dev.elementwise.http.Exchange;
import dev.elementwise.http.Priming;
import dev.elementwise.http.Priming.SampleRequest;
import dev.elementwise.job.JobId;
import dev.elementwise.time.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Answers what is read, and cancels: every path but those that take jobs and elements in. */
public final class StatusFunction implements RequestStreamHandler {

    /** What primes it before a snapshot. */
    static final List<SampleRequest> READS = List.of(SampleRequest.get("/health"), SampleRequest.get("/tasks"),
        SampleRequest.get("/jobs/" + JobId.NONE), SampleRequest.get("/jobs/" + JobId.NONE + "/results"));

    private final Exchange exchange;

    /** For Lambda; primed if it takes a snapshot then, by calls of table and queue. */
    public StatusFunction() {
        this(exchange(Deployment.ofEnvironment()));
        new Priming(System.getenv()).perform(exchange, READS, List.of());
    }

    StatusFunction(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        ApiEvents.write(exchange.handle(ApiEvents.read(event), context), answer);
    }

    private static Exchange exchange(Deployment deployment) {
        StatusHandler.Sources sources = new StatusHandler.Sources(deployment.jobs(), deployment.blocks(),
            deployment.rarelyUsedJobsQueue(), deployment.catalogue(),
            JobView.in(deployment));
        JobWatch watch = new JobWatch(deployment.jobs(), deployment.clock(), Sleeper.THREAD);
        return new Exchange(new StatusHandler(sources, watch, deployment.clock()), deployment.clock(),
            new Cors(deployment.settings().corsOrigin()));
    }
}
