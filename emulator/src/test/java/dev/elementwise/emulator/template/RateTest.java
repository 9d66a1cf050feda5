package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void rateIsItsInterval() {
        assertThat(Rate.parse("rate(1 minute)")).contains(Duration.ofMinutes(1));
        assertThat(Rate.parse("rate(5 minutes)")).contains(Duration.ofMinutes(5));
        assertThat(Rate.parse("rate(1 hour)")).contains(Duration.ofHours(1));
        assertThat(Rate.parse("rate(12 hours)")).contains(Duration.ofHours(12));
        assertThat(Rate.parse("rate(7 days)")).contains(Duration.ofDays(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(5 seconds)", "rate(5minutes)",
            "cron(0 12 * * ? *)", "5 minutes", ""})
    void whatEventBridgeRefusesIsNoRate(String expression) {
        assertThat(Rate.parse(expression)).isEmpty();
    }
}
