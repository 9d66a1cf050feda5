package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptTest {

    @Test
    void theHighestWeightWinsAndTheFirstOfEquals() {
        assertThat(chosen()).isEqualTo("application/json");
        assertThat(chosen("")).isEqualTo("application/json");
        assertThat(chosen("*/*")).isEqualTo("application/json");
        assertThat(chosen("application/x-ndjson")).isEqualTo("application/x-ndjson");
        assertThat(chosen("Application/X-NDJSON")).isEqualTo("application/x-ndjson");
        assertThat(chosen("application/x-ndjson, application/json")).isEqualTo("application/json");
        assertThat(chosen("application/json;q=0.5, application/x-ndjson;q=0.9")).isEqualTo("application/x-ndjson");
        assertThat(chosen("application/json;q=0.1", "application/x-ndjson")).isEqualTo("application/x-ndjson");
        assertThat(chosen("application/json; charset=utf-8")).isEqualTo("application/json");
    }

    @Test
    void theMostSpecificRangeGivesTheWeight() {
        assertThat(chosen("application/json;q=0, */*")).isEqualTo("application/x-ndjson");
        assertThat(chosen("application/*;q=0.2, application/x-ndjson;q=0.1")).isEqualTo("application/json");
        assertThat(chosen("*/*;q=0.9, application/json;q=0.1")).isEqualTo("application/x-ndjson");
    }

    @Test
    void whatIsNoRangeIsIgnored() {
        assertThat(chosen("nonsense")).isEqualTo("application/json");
        assertThat(chosen("application/x-ndjson, application/json;q=2")).isEqualTo("application/x-ndjson");
    }

    @Test
    void nothingAcceptableIs406() {
        for (String accept : List.of("text/html", "image/*", "*/*;q=0", "application/json;q=0", "application/xml, text/*")) {
            assertThatThrownBy(() -> Accept.choose(headers(accept), MediaType.JSON)).as(accept)
                .isInstanceOfSatisfying(ProblemException.class,
                    e -> assertThat(e.problem().status()).isEqualTo(406));
        }
    }

    private static String chosen(String... lines) {
        return Accept.choose(headers(lines), MediaType.JSON, MediaType.NDJSON);
    }

    private static Headers headers(String... lines) {
        return Headers.of(Map.of("accept", List.of(lines)), null);
    }
}
