package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of a cost that others have told: here that an element takes a second. */
final class KnownCostTest {

    private static final Optional<Duration> TOLD = Optional.of(Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({"124, false", "125, true", "4000, true", "4001, false"})
    void elementsInFlightBearItOutOnceTheyHaveTakenAnEighth(long millis, boolean borneOut) {
        KnownCost cost = new KnownCost(TOLD, Optional.empty(), 0, Duration.ofMillis(millis), Duration.ZERO);

        assertThat(cost.isBorneOut()).isEqualTo(borneOut);
        assertThat(cost.isWellKnown()).isEqualTo(borneOut);
        assertThat(cost.get()).isEqualTo(borneOut ? TOLD : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"249, false", "250, true", "4000, true", "4001, false"})
    void fewElementsThatHaveEndedBearItOutOrSayBetter(long millis, boolean borneOut) {
        Optional<Duration> measured = Optional.of(Duration.ofMillis(millis));
        KnownCost cost = new KnownCost(TOLD, measured, 15, Duration.ofSeconds(1), Duration.ZERO);

        assertThat(cost.isBorneOut()).isEqualTo(borneOut);
        assertThat(cost.isWellKnown()).isEqualTo(borneOut);
        assertThat(cost.get()).isEqualTo(borneOut ? TOLD : measured);
    }

    @Test
    void manyElementsThatHaveEndedSayBetter() {
        Optional<Duration> measured = Optional.of(Duration.ofMillis(900));
        KnownCost cost = new KnownCost(TOLD, measured, 16, Duration.ZERO, Duration.ZERO);

        assertThat(cost.isTold()).isFalse();
        assertThat(cost.isWellKnown()).isTrue();
        assertThat(cost.get()).isEqualTo(measured);
    }

    @Test
    void nothingIsKnownOfWhatHasNotBegunAndNobodyHasToldOf() {
        assertThat(new KnownCost(TOLD, Optional.empty(), 0, Duration.ZERO, Duration.ZERO).isWellKnown()).isFalse();
        assertThat(new KnownCost(Optional.empty(), Optional.empty(), 0, Duration.ofSeconds(1), Duration.ZERO)
            .isWellKnown()).isFalse();
    }
}
