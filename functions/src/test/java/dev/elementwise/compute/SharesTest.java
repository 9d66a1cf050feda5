package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Span;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    /** Elements of a second, on 10 workers of 6 lanes: 180 of them are a slice for each. */
    @ParameterizedTest
    @CsvSource({"0, 3", "180, 3", "720, 3", "899, 3", "900, 6", "1170, 9", "1440, 12", "1000000000, 12"})
    void workersTakeLessAsLessIsLeft(long left, int seconds) {
        Shares shares = new Shares(Duration.ofSeconds(3), 6, 10);

        assertThat(shares.of(Duration.ofSeconds(1), left)).isEqualTo(new Portions(Duration.ofSeconds(seconds), 6));
    }

    @Test
    void suspectsAreTakenInTheSmallestPortions() {
        SettableClock clock = new SettableClock();
        Shares shares = new Shares(Duration.ofSeconds(3), 6, 10);
        Span fork = new Span(Jobs.range(1_000_000, 100, clock), "{}", IndexRuns.of(0, 1_000_000), Optional.empty(),
            Span.Origin.FORK);

        assertThat(shares.of(fork, Duration.ofSeconds(1), 1_000_000)).isNotEqualTo(shares.smallest());
        assertThat(shares.of(fork.part(fork.indices(), Span.Origin.SUSPECT), Duration.ofSeconds(1), 1_000_000))
            .isEqualTo(shares.smallest());
    }

    /** Commits come at the end. */
    @Test
    void portionHasNoMoreBlocksThanCanBeCommittedInTime() {
        assertThat(new Shares(Duration.ofSeconds(3), 6, 1).of(Duration.ofMillis(1), 1_000_000)
            .size(Duration.ofMillis(1), 1)).isEqualTo(2_048);
    }

    @ParameterizedTest
    @CsvSource({"12, 6, 3600, 3, 18", "12, 6, 1600, 6, 48", "12, 6, 2500, 6, 30", "12, 6, 7000, 2, 12",
        "12, 6, 7800, 2, 6", "12, 6, 30000, 1, 6", "3, 6, 1100, 12, 12", "3, 6, 1190, 12, 12", "3, 4, 4000, 3, 4",
        "12, 4, 4000, 3, 12", "3, 4, 1500, 12, 12", "3, 6, 500, 48, 48", "12, 6, 3000, 7, 24",
        "3, 2, 1050, 12, 6", "3, 1, 3600, 3, 1", "12, 1, 3600, 3, 3", "12, 6, 3600, 7, 18"})
    void fewSlowElementsAreAsManyForEachLane(long seconds, int lanes, long millis, int block, long size) {
        assertThat(new Portions(Duration.ofSeconds(seconds), lanes).size(Duration.ofMillis(millis), block))
            .isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 4000, 3, 1", "12, 4, 4000, 3, 3", "3, 6, 3600, 3, 3", "3, 6, 360, 512, 512"})
    void blocksAreNotKeptWholeAtTheCostOfARound(long seconds, int lanes, long millis, int block, int grain) {
        assertThat(new Portions(Duration.ofSeconds(seconds), lanes).grain(Duration.ofMillis(millis), block))
            .isEqualTo(grain);
    }

    @ParameterizedTest
    @CsvSource({"360, 48, 192", "100, 180, 720", "10, 16384, 7200"})
    void manyQuickElementsAreWholeBlocksWhereTheseAreNotMuchLarger(long millis, int block, long size) {
        assertThat(new Portions(Duration.ofSeconds(12), 6).size(Duration.ofMillis(millis), block)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1000, 1500", "PT0S, 3000, 4500", "PT0S, 12000, 15000", "PT9S, 12000, 6000",
        "PT15S, 12000, 4500", "PT15S, 1000, 1500"})
    void stayLeavesAnElementItsWholeTime(Duration opening, long share, long longest) {
        assertThat(Limits.of(Duration.ofSeconds(60)).longest(Duration.ofMillis(share), opening))
            .isEqualTo(Duration.ofMillis(longest));
    }
}
