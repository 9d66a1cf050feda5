package dev.elementwise.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.http.Exchange;
import dev.elementwise.status.JobWatch;
import dev.elementwise.status.ResultPages;
import dev.elementwise.time.Sleeper;

/** Takes jobs in: {@code POST /jobs}. */
public final class SubmitFunction implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private final Exchange exchange;

    /** For Lambda. */
    public SubmitFunction() {
        this(exchange(Deployment.ofEnvironment()));
    }

    SubmitFunction(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return exchange.handle(event, context);
    }

    private static Exchange exchange(Deployment deployment) {
        RequestReader reader = new RequestReader(deployment.catalogue(), deployment.settings().maxElements());
        JobWatch watch = new JobWatch(deployment.jobs(), deployment.clock(), Sleeper.THREAD);
        SubmitAnswer answer = new SubmitAnswer(watch, new ResultPages(deployment.blocks(), deployment.clock()));
        return new Exchange(new SubmitHandler(reader, submitter(deployment), answer, deployment.clock()),
            deployment.clock());
    }

    private static Submitter submitter(Deployment deployment) {
        return new Submitter(
            new Submitter.Destinations(deployment.claims(), deployment.jobs(), deployment.jobsQueue()),
            new Submitter.Lifetimes(deployment.settings().maxRun(), deployment.settings().retention()),
            deployment.clock(), Sleeper.THREAD);
    }
}
