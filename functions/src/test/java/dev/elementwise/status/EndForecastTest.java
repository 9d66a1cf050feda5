package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndForecastTest {

    private static final Duration ALONE = Duration.ofMillis(2);
    private static final Duration AMONG_MANY = Duration.ofMillis(40);

    private final EndForecast steady = new EndForecast(List.of(990L, 1_000L, 1_000L, 1_000L, 1_010L));

    @Test
    void looksAreFewBeforeAnEndIsDueAndManyWhenItIs() {
        List<Long> looks = looks(steady, ALONE, 1_100);

        assertThat(between(looks, 0, 800)).isBetween(1, 3);
        assertThat(between(looks, 900, 1_100)).isBetween(8, 20);
    }

    @Test
    void theNextLookAtAnEndThatIsDueIsSoon() {
        assertThat(steady.untilLook(Duration.ofMillis(1_000), ALONE))
            .isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
    }

    @Test
    void aJobThatIsLongOverdueIsOfAnotherSortAndLookedAtSeldom() {
        assertThat(steady.untilLook(Duration.ofMillis(1_500), ALONE)).isGreaterThan(Duration.ofMillis(30));
        assertThat(steady.untilLook(Duration.ofSeconds(15), ALONE)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void whereLooksCostMuchTheFirstIsWhenTheEndIsDueAndThereAreFew() {
        List<Long> looks = looks(steady, AMONG_MANY, 1_100);

        assertThat(looks.get(0)).isBetween(600L, 1_050L);
        assertThat(looks).hasSizeBetween(2, 5);
    }

    @Test
    void likesOfTwoSortsAreLookedAtWhenEitherIsDue() {
        EndForecast two = new EndForecast(List.of(200L, 2_000L, 200L, 2_000L, 200L));
        List<Long> looks = looks(two, ALONE, 2_100);

        assertThat(between(looks, 180, 240)).isGreaterThan(between(looks, 1_000, 1_060));
        assertThat(between(looks, 1_900, 2_100)).isGreaterThan(between(looks, 1_000, 1_200));
    }

    @Test
    void whatWasSeenOnceIsTrustedLessThanWhatWasSeenFiveTimes() {
        EndForecast once = new EndForecast(List.of(1_000L));

        assertThat(between(looks(once, ALONE, 800), 0, 800)).isGreaterThan(between(looks(steady, ALONE, 800), 0, 800));
    }

    @Test
    void whatMayBeOfAnotherSortIsLookedAtWithinASecondOrAQuarterOfTheTimeThatHasGone() {
        EndForecast hours = new EndForecast(List.of(9_999_000L, 9_999_000L, 9_999_000L, 9_999_000L, 9_999_000L));

        assertThat(hours.untilLook(Duration.ZERO, ALONE)).isLessThan(Duration.ofMillis(250));
        assertThat(hours.untilLook(Duration.ZERO, AMONG_MANY)).isEqualTo(Duration.ofSeconds(1));
        assertThat(hours.untilLook(Duration.ofSeconds(8), ALONE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aClockThatIsBehindCountsAsNoTimeGone() {
        assertThat(steady.untilLook(Duration.ofMillis(-5), ALONE)).isEqualTo(steady.untilLook(Duration.ZERO, ALONE));
    }

    @Test
    void whatEndsAtOnceIsLookedAtAtOnce() {
        EndForecast quick = new EndForecast(List.of(1L, 1L, 1L, 1L, 1L));

        assertThat(quick.untilLook(Duration.ZERO, AMONG_MANY)).isLessThan(Duration.ofMillis(60));
    }

    /** When the looks are, in milliseconds since the job's creation. */
    private static List<Long> looks(EndForecast forecast, Duration cost, long untilMillis) {
        List<Long> looks = new ArrayList<>();
        for (Duration now = Duration.ZERO; now.toMillis() < untilMillis;) {
            now = now.plus(forecast.untilLook(now, cost));
            looks.add(now.toMillis());
        }
        return looks;
    }

    private static int between(List<Long> looks, long from, long to) {
        return (int) looks.stream().filter(look -> look >= from && look < to).count();
    }
}
