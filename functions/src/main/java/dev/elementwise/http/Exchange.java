package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.log.Faults;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.task.FlawedTaskException;
import java.time.Clock;
import java.util.Objects;

/**
 * Takes the gateway's events to an endpoint, and back; the one place that turns exceptions into answers. What is not
 * the caller's fault is logged with the request's id, and told without details. Safe for use by several threads.
 */
public final class Exchange {

    private final Endpoint endpoint;
    private final Clock clock;
    private final Cors cors;

    public Exchange(Endpoint endpoint, Clock clock, Cors cors) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.cors = cors;
    }

    public APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
        Response response;
        try {
            response = endpoint.answer(Gateway.request(event, context, clock.instant()));
        } catch (ProblemException e) {
            response = e.problem().response();
        } catch (StoreUnavailableException | QueueUnavailableException | ReducerUnavailableException e) {
            log(event, context, e);
            response = Problem.unavailable("A part that this needs does not answer just now; nothing was done by "
                + "halves. Try again after the seconds in Retry-After.").response();
        } catch (FlawedTaskException e) {
            context.getLogger().log("Request " + id(event) + " failed: " + e.inLog() + "\n");
            response = Problem.of(500, String.valueOf(e.getMessage())).response();
        } catch (RuntimeException e) {
            log(event, context, e);
            response = Problem.of(500, "This is a fault of ours; it is logged under the request's id "
                + id(event) + ".").response();
        }
        // HEAD too is answered whole: the gateway leaves the body out, and needs it to tell its length.
        return Gateway.response(cors.allow(response.with("Cache-Control", "no-store"),
            Objects.requireNonNullElse(event.getHttpMethod(), "GET")));
    }

    private static void log(APIGatewayProxyRequestEvent event, Context context, RuntimeException fault) {
        context.getLogger().log("Request " + id(event) + " failed: " + event.getHttpMethod() + " " + event.getPath()
            + "\n" + Faults.trace(fault) + "\n");
    }

    private static String id(APIGatewayProxyRequestEvent event) {
        return event.getRequestContext() == null || event.getRequestContext().getRequestId() == null
            ? "unknown" : event.getRequestContext().getRequestId();
    }
}
