package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elementwise.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events to try the functions with carry spans. They are beside this folder, which is not there in a copy. */
class EventFilesTest {

    @ParameterizedTest
    @CsvSource({"compute.json, SUBMIT", "dead-letter.json, FORK"})
    void theBodyIsASpanOfAJobThatDoesNotExpireSoon(String file, Span.Origin origin) throws IOException {
        Path path = Path.of("..", "events", file);
        assumeTrue(Files.exists(path));
        Map<?, ?> event = (Map<?, ?>) Objects.requireNonNull(Json.read(Files.readString(path)));
        Map<?, ?> record = (Map<?, ?>) ((List<?>) Objects.requireNonNull(event.get("Records"))).get(0);

        Span span = SpanCodec.decode((String) Objects.requireNonNull(record.get("body")));

        assertThat(span.job().task()).isEqualTo("count-primes");
        assertThat(span.elements().orElseThrow()).isEqualTo(List.of(100_000L, 200_000L, 300_000L));
        assertThat(span.origin()).isEqualTo(origin);
        assertThat(span.job().giveUpAt()).isAfter(Instant.parse("2090-01-01T00:00:00Z"));
        assertThat(span.job().expiresAt()).isAfter(Instant.parse("2090-01-01T00:00:00Z"));
    }
}
