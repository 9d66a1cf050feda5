package dev.elementwise.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingPauseTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final GrowingPause pause = new GrowingPause(pauses::add);

    @Test
    void aShortWaitIsNoticedSoonAndALongOneCostsFewLooks() {
        assertThat(looks(Duration.ofMillis(20))).isBetween(3, 5);
        assertThat(looks(Duration.ofMillis(400))).isBetween(15, 25);
        assertThat(looks(Duration.ofSeconds(25))).isBetween(170, 200);
    }

    @Test
    void pausesGrowToAQuarterOfASecond() {
        looks(Duration.ofSeconds(25));

        assertThat(pauses.get(0)).isEqualTo(Duration.ofMillis(5));
        assertThat(pauses.subList(1, pauses.size())).isSorted();
        assertThat(pauses.get(pauses.size() - 1)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void noPauseIsLongerThanWhatIsLeft() {
        pause.sleep(Duration.ofMillis(2));
        pause.sleep(Duration.ofMillis(-1));

        assertThat(pauses).containsExactly(Duration.ofMillis(2), Duration.ZERO);
    }

    /** How many looks there have been when so much time has gone since the first pause began. */
    private int looks(Duration wait) {
        while (pauses.stream().reduce(Duration.ZERO, Duration::plus).compareTo(wait) < 0) {
            pause.sleep(Duration.ofHours(1));
        }
        return pauses.size();
    }
}
