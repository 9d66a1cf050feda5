package dev.elementwise.status;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.http.Exchange;
import dev.elementwise.time.Sleeper;

/** Answers what is read, and cancels: every path but {@code POST /jobs}. */
public final class StatusFunction implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private final Exchange exchange;

    /** For Lambda. */
    public StatusFunction() {
        this(exchange(Deployment.ofEnvironment()));
    }

    StatusFunction(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return exchange.handle(event, context);
    }

    private static Exchange exchange(Deployment deployment) {
        StatusHandler.Sources sources = new StatusHandler.Sources(deployment.jobs(), deployment.blocks(),
            deployment.jobsQueue(), deployment.catalogue());
        JobWatch watch = new JobWatch(deployment.jobs(), deployment.clock(), Sleeper.THREAD);
        return new Exchange(new StatusHandler(sources, watch, deployment.clock()), deployment.clock());
    }
}
