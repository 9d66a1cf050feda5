package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.Growth.Load;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final int INTERVALS_OF_TWO_SECONDS = 40;

    private double busy;
    private final Growth growth = new Growth(16, 1, 2, () -> busy);

    @Test
    void whoeverWaitsWhileNothingEndsGetsAnEnvironmentAfterTwoIntervals() {
        assertThat(growth.wanted(new Load(1, 0, 1))).isZero();
        assertThat(growth.wanted(new Load(1, 0, 1))).isEqualTo(1);
        assertThat(growth.wanted(new Load(1, 1, 2))).isZero();
    }

    @Test
    void noMoreStartAtOnceThanThereAreProcessors() {
        growth.wanted(new Load(10, 0, 1));

        assertThat(growth.wanted(new Load(10, 0, 1))).isEqualTo(2);
    }

    @Test
    void oneIsEnoughForAsManyAsItHasPlaces() {
        Growth shared = new Growth(16, 10, 4, () -> busy);
        shared.wanted(new Load(11, 0, 1));

        assertThat(shared.wanted(new Load(10, 0, 1))).isEqualTo(1);
        assertThat(shared.wanted(new Load(10, 1, 2))).isZero();
        assertThat(shared.wanted(new Load(11, 1, 2))).isEqualTo(1);
    }

    @Test
    void noneIsStartedWhereThoseWhoWaitAreServedSooner() {
        assertThat(growthOf(new Load(3, 0, 1), 1, 20)).isZero();
        assertThat(growthOf(new Load(30, 0, 1), 1, 20)).isPositive();
    }

    @Test
    void onBusyProcessorsTwoForEachStartAsSoonAsOnIdleOnes() {
        busy = 1;

        assertThat(growthOf(new Load(12, 0, 3), 1, 10)).isPositive();
    }

    @Test
    void onBusyProcessorsMoreThanThatStartOnlyWhereTheWaitIsTwoSeconds() {
        busy = 1;

        assertThat(growthOf(new Load(12, 0, 4), 1, 100)).isZero();
        assertThat(growthOf(new Load(50, 0, 4), 1, 100)).isPositive();
    }

    @Test
    void onBusyProcessorsThoseWhoWaitTwoSecondsInVainGetAnEnvironment() {
        busy = 1;

        assertThat(growthOf(new Load(1, 0, 4), 0, INTERVALS_OF_TWO_SECONDS - 1)).isZero();
        assertThat(growth.wanted(new Load(1, 0, 4))).isEqualTo(1);
    }

    @Test
    void onIdleProcessorsAnyNumberStarts() {
        assertThat(growthOf(new Load(12, 0, 10), 1, 10)).isPositive();
    }

    @Test
    void neverMoreThanTheLimit() {
        assertThat(growthOf(new Load(50, 0, 16), 0, 100)).isZero();
    }

    /** How many are wanted in all over some intervals of the same load, in each of which some invocations end. */
    private int growthOf(Load load, int endedInEach, int intervals) {
        int wanted = 0;
        for (int i = 0; i < intervals; i++) {
            for (int j = 0; j < endedInEach; j++) {
                growth.served();
            }
            wanted += growth.wanted(load);
        }
        return wanted;
    }
}
