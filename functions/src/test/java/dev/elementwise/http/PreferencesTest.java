package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesTest {

    private static final Instant NOW = Instant.EPOCH;

    @Test
    void waitIsAppliedHoweverItIsWritten() {
        assertThat(applied("wait=10")).isEqualTo("wait=10");
        assertThat(applied("WAIT = \"10\"")).isEqualTo("wait=10");
        assertThat(applied("foo; bar=1, wait=10; x")).isEqualTo("wait=10");
        assertThat(applied("foo=\"a, wait=3\", wait=10")).isEqualTo("wait=10");
        assertThat(applied("respond-async", "wait=0")).isEqualTo("respond-async, wait=0");
    }

    @Test
    void theFirstOfAPreferenceCounts() {
        assertThat(applied("wait=3, wait=5")).isEqualTo("wait=3");
        assertThat(applied("wait=3", "wait=5")).isEqualTo("wait=3");
        assertThat(applied("wait=x, wait=5")).isEmpty();
    }

    @Test
    void malformedPreferencesAreIgnoredAndNotApplied() {
        for (String malformed : List.of("wait", "wait=", "wait=-1", "wait=1.5", "wait=abc", "wait=\"5", "wait=5s",
            "respond-async=yes", "=5", ",,", "")) {
            assertThat(applied(malformed)).as(malformed).isEmpty();
        }
    }

    @Test
    void aLongWaitIsCutToWhatTheGatewayGives() {
        assertThat(applied("wait=100")).isEqualTo("wait=20");
        assertThat(applied("wait=99999999999999999999")).isEqualTo("wait=20");
    }

    private static String applied(String... lines) {
        Headers headers = Headers.of(Map.of("Prefer", List.of(lines)), null);
        return Preferences.of(headers).apply(NOW, NOW.plusSeconds(20)).text();
    }
}
