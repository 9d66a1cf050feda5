package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.http.Headers;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.json.Flaw;
import dev.elementwise.task.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private final RequestReader reader = new RequestReader(Catalogue.load(false), 1_000_000_000);

    @Test
    void aChunkSizeThatMakesTooManyBlocksIsToldTheSmallestThatDoesNot() {
        assertThatThrownBy(() -> read(1_000_000_000, 953)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(422);
            assertThat(refused.problem().errors()).extracting(Flaw::pointer).containsExactly("/chunkSize");
            assertThat(refused.problem().errors().get(0).detail()).contains("at least 954 for 1000000000 elements");
        });
        assertThat(read(1_000_000_000, 954).chunkSize()).hasValue(954);
        assertThat(read(1 << 20, 1).chunkSize()).hasValue(1);
    }

    private JobRequest read(long total, int chunkSize) {
        String body = "{\"task\":\"identity\",\"range\":{\"stop\":" + total + "},\"chunkSize\":" + chunkSize + "}";
        return reader.read(new Request("request-1", "POST", "/jobs", "",
            Headers.of(Map.of("Content-Type", List.of("application/json")), null), Map.of(),
            body.getBytes(StandardCharsets.UTF_8), "anyone", Instant.EPOCH));
    }
}
