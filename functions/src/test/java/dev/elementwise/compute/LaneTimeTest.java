package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LaneTimeTest {

    private static final double SECOND = 1e9;

    private final SettableClock clock = new SettableClock();
    private final LaneTime<String> time = new LaneTime<>(6, clock);

    @Test
    void batchThatIsAloneHasAllLanesWhateverItDoes() {
        time.enter("alone", () -> 1);
        clock.forward(Duration.ofSeconds(3));

        assertThat(time.nanosOf("alone")).isEqualTo(3 * 6 * SECOND);
    }

    @Test
    void batchesHaveTheLanesThatTheyKeepBusyAndShareTheOthers() {
        time.enter("long", () -> 1);
        clock.forward(Duration.ofSeconds(3));
        time.enter("further", () -> 3);
        clock.forward(Duration.ofSeconds(2));

        assertThat(time.nanosOf("long")).isEqualTo((3 * 6 + 2 * (1 + 1)) * SECOND);
        assertThat(time.nanosOf("further")).isEqualTo(2 * (3 + 1) * SECOND);
    }

    @Test
    void whatIsSharedIsNeverMoreThanThereIs() {
        time.enter("one", () -> 6);
        time.enter("other", () -> 3);
        clock.forward(Duration.ofSeconds(3));

        assertThat(time.nanosOf("one")).isEqualTo(3 * 4 * SECOND);
        assertThat(time.nanosOf("other")).isEqualTo(3 * 2 * SECOND);
    }

    @Test
    void batchThatHasGoneHasNoMore() {
        time.enter("gone", () -> 0);
        time.enter("there", () -> 0);
        time.leave("gone");
        clock.forward(Duration.ofSeconds(1));

        assertThat(time.nanosOf("there")).isEqualTo(6 * SECOND);
        assertThat(time.nanosOf("gone")).isZero();
    }
}
