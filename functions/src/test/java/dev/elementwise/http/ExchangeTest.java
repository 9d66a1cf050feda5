package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.FlawedTaskException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    @Test
    void aDependencyThatIsDownIs503() {
        for (RuntimeException down : List.of(new StoreUnavailableException("secret", new RuntimeException()),
            new QueueUnavailableException("secret", new RuntimeException()))) {
            APIGatewayProxyResponseEvent answer = failing(down);

            assertThat(answer.getStatusCode()).isEqualTo(503);
            assertThat(answer.getHeaders()).containsEntry("Retry-After", "2")
                .containsEntry("Content-Type", "application/problem+json").containsEntry("Cache-Control", "no-store");
            assertThat(answer.getBody()).doesNotContain("secret");
        }
    }

    @Test
    void aFaultOfOursIs500WithoutItsDetails() {
        APIGatewayProxyResponseEvent answer = failing(new IllegalStateException("secret"));

        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.getBody()).contains("request-1").doesNotContain("secret", "Exception", "\tat ");
    }

    @Test
    void flawOfATaskIsToldWithoutItsClass() {
        CatalogueEntry entry = Catalogue.load(false).find("identity").orElseThrow();

        APIGatewayProxyResponseEvent answer =
            failing(new FlawedTaskException(entry, "example", "{", new IllegalArgumentException("secret")));

        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(answer.getBody()).contains("The example of the task identity").doesNotContain("secret", "dev.");
    }

    @Test
    void whateverAnEventLeavesOutIsNoFault() {
        Exchange exchange = new Exchange(
            request -> Response.json(200, List.of(request.link("/jobs"), request.caller())), Clock.systemUTC(), Cors.OFF);

        APIGatewayProxyResponseEvent answer =
            exchange.handle(new APIGatewayProxyRequestEvent().withPath("/jobs"), Events.context());

        assertThat(answer.getBody()).isEqualTo("[\"/jobs\",\"anyone\"]");
    }

    @Test
    void linksStartWithWhateverStandsBeforeThePath() {
        Exchange exchange = new Exchange(request -> Response.json(200, request.link("/jobs")), Clock.systemUTC(), Cors.OFF);
        for (List<String> row : List.of(List.of("/v1/jobs/x", "/jobs/x", "/v1/jobs"), List.of("/jobs/x", "/jobs/x",
            "/jobs"), List.of("/a/b/jobs/x", "/jobs/x", "/a/b/jobs"), List.of("/v1/", "/", "/v1/jobs"),
            List.of("/v1", "/", "/v1/jobs"), List.of("/", "/", "/jobs"))) {
            APIGatewayProxyRequestEvent event = Events.of("GET", row.get(1));
            event.getRequestContext().setPath(row.get(0));

            assertThat(exchange.handle(event, Events.context()).getBody()).isEqualTo("\"" + row.get(2) + "\"");
        }
    }

    @Test
    void callersAreToldApartByTheirKeysButNotByThem() {
        Exchange exchange = new Exchange(request -> Response.json(200, request.caller()), Clock.systemUTC(), Cors.OFF);

        String one = exchange.handle(Events.by("first-key", Events.of("GET", "/")), Events.context()).getBody();
        String other = exchange.handle(Events.by("second-key", Events.of("GET", "/")), Events.context()).getBody();

        assertThat(one).isNotEqualTo(other).doesNotContain("first-key");
    }

    private static APIGatewayProxyResponseEvent failing(RuntimeException fault) {
        Exchange exchange = new Exchange(request -> {
            throw fault;
        }, Clock.systemUTC(), Cors.OFF);
        return exchange.handle(Events.of("GET", "/jobs"), Events.context());
    }
}
