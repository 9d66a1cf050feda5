package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorsTest {

    private static final Cors APP = new Cors(Optional.of("https://app.example.com"));

    @Test
    void noPageIsLetInUnlessAnOriginIsGiven() {
        assertThat(headers(Cors.OFF, "GET")).noneSatisfy((name, value) -> assertThat(name).startsWith("Access-"));
    }

    @Test
    void pagesOfTheOriginMayReadTheAnswerAndItsFields() {
        assertThat(headers(APP, "GET")).containsEntry("Access-Control-Allow-Origin", "https://app.example.com")
            .hasEntrySatisfying("Access-Control-Expose-Headers", fields ->
                assertThat(fields).contains("Location", "Retry-After", "Link"))
            .doesNotContainKey("Access-Control-Allow-Methods");
    }

    @Test
    void thePreflightAllowsWhatTheContractHas() {
        assertThat(headers(APP, "OPTIONS"))
            .hasEntrySatisfying("Access-Control-Allow-Methods", methods -> assertThat(methods).contains("DELETE"))
            .hasEntrySatisfying("Access-Control-Allow-Headers", fields ->
                assertThat(fields).contains("X-Api-Key", "Idempotency-Key", "Prefer", "Content-Type"));
    }

    private static Map<String, String> headers(Cors cors, String method) {
        Exchange exchange = new Exchange(request -> Response.json(200, "done"), Clock.systemUTC(), cors);
        return exchange.handle(Events.of(method, "/jobs"), Events.context()).getHeaders();
    }
}
