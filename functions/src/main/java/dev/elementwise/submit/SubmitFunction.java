package dev.elementwise.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.event.ApiEvents;
import dev.elementwise.http.Cors;
import dev.elementwise.http.Exchange;
import dev.elementwise.http.Priming;
import dev.elementwise.http.Priming.SampleRequest;
import dev.elementwise.job.JobId;
import dev.elementwise.status.JobView;
import dev.elementwise.status.JobWatch;
import dev.elementwise.status.ResultPages;
import dev.elementwise.status.VisibleJobs;
import dev.elementwise.store.ClaimStore.Claim;
import dev.elementwise.time.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Takes jobs and elements in: {@code POST /jobs}, and {@code /jobs/{id}/} with retry, elements and close. */
public final class SubmitFunction implements RequestStreamHandler {

    /** What primes it before a snapshot. */
    static final List<SampleRequest> REFUSED = List.of(
        new SampleRequest("POST", "/jobs", "{\"task\":\"identity\",\"elements\":[1,2,3],\"maxConcurrency\":0}"),
        new SampleRequest("POST", "/jobs/" + JobId.NONE + "/close", ""));

    private final Exchange exchange;

    /** For Lambda; primed if it takes a snapshot then, by calls of table and queue. */
    public SubmitFunction() {
        this(Deployment.ofEnvironment());
    }

    private SubmitFunction(Deployment deployment) {
        this(exchange(deployment));
        Claim nobodys = new Claim("", "", JobId.NONE, "", Instant.EPOCH, Instant.EPOCH);
        new Priming(System.getenv()).perform(exchange, REFUSED, List.of(
            () -> deployment.claims().renew(nobodys, Instant.EPOCH), () -> deployment.jobsQueue().check()));
    }

    SubmitFunction(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        ApiEvents.write(exchange.handle(ApiEvents.read(event), context), answer);
    }

    private static Exchange exchange(Deployment deployment) {
        RequestReader reader = new RequestReader(deployment.catalogue(), deployment.settings().maxElements());
        RetryReader retries = new RetryReader(deployment.catalogue(), deployment.jobs(), deployment.blocks(),
            deployment.clock());
        JobWatch watch = new JobWatch(deployment.jobs(), deployment.clock(), Sleeper.THREAD);
        JobView view = JobView.in(deployment);
        SubmitAnswer answer = new SubmitAnswer(watch, new ResultPages(deployment.blocks(), deployment.clock()), view,
            deployment.clock());
        Submitter submitter = submitter(deployment, watch);
        return new Exchange(new SubmitHandler(new SubmitEndpoint(reader, submitter, answer),
            new RetryEndpoint(retries, submitter, answer), input(deployment, reader, view)), deployment.clock(),
            new Cors(deployment.settings().corsOrigin()));
    }

    private static InputEndpoints input(Deployment deployment, RequestReader reader, JobView view) {
        Instalments instalments = new Instalments(
            new Instalments.Destinations(deployment.instalments(), deployment.jobs(), deployment.jobsQueue()),
            deployment.settings().maxElements(), deployment.clock());
        VisibleJobs visible = new VisibleJobs(deployment.jobs(), deployment.clock());
        return new InputEndpoints(reader, visible, instalments, view);
    }

    private static Submitter submitter(Deployment deployment, JobWatch watch) {
        return new Submitter(
            new Submitter.Destinations(deployment.claims(), deployment.jobs(), deployment.blocks(),
                deployment.jobsQueue(), deployment.costs()),
            new Submitter.Grants(deployment.settings().maxRun(), deployment.settings().retention(),
                deployment.settings().maxResultBytes()),
            new Submitter.Surroundings(deployment.clock(), Sleeper.THREAD, new SecureRandom(),
                watch::untilFirstLook));
    }
}
