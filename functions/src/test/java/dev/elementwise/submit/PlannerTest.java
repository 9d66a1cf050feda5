package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannerTest {

    private final Planner planner = new Planner();

    @ParameterizedTest
    @CsvSource({"1, 64", "100, 64", "10000, 64", "32768, 64", "100000, 196", "262144, 512",
        "1000000, 512", "1000000000, 65536"})
    void unknownCostIsPlannedWithSmallBlocks(long total, int size) {
        assertThat(planner.blockSize(total, OptionalInt.empty(), Optional.empty())).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"100, 60000000, 1", "100, 9000000, 2", "100, 3600000, 3", "100, 2500000, 6", "100, 1000000, 12",
        "100, 1000, 16384", "100000, 1, 16384", "1000000, 60000000, 1", "10000000, 360000, 48",
        "1000000000, 1, 65536", "1000000000, 60000000, 954"})
    void blockOfKnownCostIsASliceOfSixLanesWithinReason(long total, long micros, int size) {
        assertThat(planner.blockSize(total, OptionalInt.empty(), Optional.of(Duration.ofNanos(micros * 1_000))))
            .isEqualTo(size);
    }

    /** Each is a write before the answer. */
    @ParameterizedTest
    @CsvSource({"100000, 60000000, 196", "5000, 60000000, 10", "500, 60000000, 1", "100000, 1000, 16384"})
    void retryHasFewBlocksHoweverSlowItsElements(long total, long micros, int size) {
        assertThat(planner.blockSizeOfRetry(total, Optional.of(Duration.ofNanos(micros * 1_000)))).isEqualTo(size);
    }

    @Test
    void whoeverSteersIsFollowed() {
        assertThat(planner.blockSize(100, OptionalInt.of(7), Optional.of(Duration.ofSeconds(1)))).isEqualTo(7);
    }
}
