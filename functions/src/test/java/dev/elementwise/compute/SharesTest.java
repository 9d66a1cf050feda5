package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    private final Shares shares = new Shares(Duration.ofSeconds(3), 6, 10);
    private final Span fork = new Span(Jobs.range(1_000_000, 100, new SettableClock()), "{}",
        IndexRuns.of(0, 1_000_000), Optional.empty(), Origin.FORK);

    /** Elements of a second, on 10 workers of 6 lanes: 180 of them are a slice for each. */
    @ParameterizedTest
    @CsvSource({"0, 3", "180, 3", "720, 3", "899, 3", "900, 6", "1170, 9", "1440, 12", "999999, 12"})
    void workersTakeLessAsLessIsLeft(long left, int seconds) {
        assertThat(shares.of(fork, Duration.ofSeconds(1), left)).isEqualTo(new Portions(Duration.ofSeconds(seconds), 6));
    }

    /** Some begin with less than others, so that they end one after the other, and what they have done is counted. */
    @Test
    void workersThatBeginAJobTakeTwoToFourSlices() {
        Set<Portions> portions = IntStream.range(0, 100).mapToObj(i -> fork.part(IndexRuns.of(i, 1_000), Origin.FORK))
            .map(span -> shares.of(span, Duration.ofSeconds(1), fork.job().total())).collect(Collectors.toSet());

        assertThat(portions).containsExactlyInAnyOrder(new Portions(Duration.ofSeconds(6), 6),
            new Portions(Duration.ofSeconds(9), 6), new Portions(Duration.ofSeconds(12), 6));
    }

    /** Of elements of a second 414 are 6.9 seconds of 60 lanes, which may do 60 of them within a second. */
    @ParameterizedTest
    @CsvSource({"413, 0, true", "414, 0, false", "473, 1, true", "475, 1, false"})
    void jobIsNearItsEndWithLessThanSevenSecondsOrSoLeftForAllWorkers(long left, long age, boolean nearEnd) {
        assertThat(shares.isNearEnd(fork, Duration.ofSeconds(1), left, Duration.ofSeconds(age))).isEqualTo(nearEnd);
    }

    /** A sixteenth of a block of six lanes, but no less than a seventh of a slice, and no more than a quarter. */
    @ParameterizedTest
    @CsvSource({"1, 428571428", "41, 428571428", "48, 500000000", "72, 750000000", "1000, 750000000"})
    void lastPortionsAreSmallAndNotManyOfABlock(int block, long nanos) {
        assertThat(shares.last(Duration.ofSeconds(1), block)).isEqualTo(new Portions(Duration.ofNanos(nanos), 6));
    }

    @Test
    void jobIsNotNearItsEndBeforeItsLastQuarterOrWithNobodyToHandOnTo() {
        Duration quick = Duration.ofNanos(1);
        Shares alone = new Shares(Duration.ofSeconds(3), 6, 1);

        assertThat(shares.isNearEnd(fork, quick, 249_999, Duration.ZERO)).isTrue();
        assertThat(shares.isNearEnd(fork, quick, 250_000, Duration.ZERO)).isFalse();
        assertThat(alone.isNearEnd(fork, quick, 1, Duration.ZERO)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1500, 1000, false", "1501, 1000, true", "375, 1, false", "376, 1, true"})
    void elementsAreUnevenIfOneIsWorthWaitingFor(long most, long cost, boolean uneven) {
        assertThat(shares.isUneven(Duration.ofMillis(most), Duration.ofMillis(cost))).isEqualTo(uneven);
    }

    /** In seconds. */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 4", "4, 8", "5, 9", "60, 9"})
    void outcomesWaitForTwoElementsTime(long cost, long delay) {
        assertThat(Limits.of(Duration.ofSeconds(60)).commitDelay(Duration.ofSeconds(cost)))
            .isEqualTo(Duration.ofSeconds(delay));
    }

    @Test
    void suspectsAreTakenInTheSmallestPortions() {
        assertThat(shares.of(fork, Duration.ofSeconds(1), 999_999)).isNotEqualTo(shares.smallest());
        assertThat(shares.of(fork.part(fork.indices(), Origin.SUSPECT), Duration.ofSeconds(1), 1_000_000))
            .isEqualTo(shares.smallest());
    }

    /** Commits come at the end. */
    @Test
    void portionHasNoMoreBlocksThanCanBeCommittedInTime() {
        assertThat(new Shares(Duration.ofSeconds(3), 6, 1).of(fork, Duration.ofMillis(1), 999_999)
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
