package dev.elementwise.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The engine in thousands of schedules, which lose, repeat, delay, reorder and throttle, and kill processes around
 * every call and between its requests; but for one in ten, in which nothing goes wrong.
 *
 * <p>{@code -Dmodel.seed=N} replays one schedule and prints what happens in it; {@code -Dmodel.first=N} and {@code
 * -Dmodel.schedules=N} run others or more.
 */
@ExtendWith(Silence.class)
final class ModelTest {

    private static final int SCHEDULES = 20_000 * Schedule.CALM_ONE_IN / (Schedule.CALM_ONE_IN - 1);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyInvariantHoldsWhateverGoesWrong() throws Exception {
        Long seed = Long.getLong("model.seed");
        if (seed != null) {
            Replay.print(seed);
            return;
        }
        long first = Long.getLong("model.first", 0);
        long end = first + Long.getLong("model.schedules", SCHEDULES);
        Optional<String> broken = new SeedRange(first, end).findBroken(Fault.NONE);

        assertThat(broken).isEmpty();
        System.out.println("Model: " + (end - first) + " schedules, seeds " + first + " to " + (end - 1)
            + ", have kept every invariant");
    }

    @Test
    void sameSeedGivesTheSameHistory() throws Exception {
        try (Carriers carriers = new Carriers()) {
            assertThat(histories(carriers)).isEqualTo(histories(carriers)).doesNotHaveDuplicates();
        }
    }

    private static List<Long> histories(Carriers carriers) {
        return LongStream.range(0, 100).mapToObj(seed -> new Schedule(seed, Fault.NONE, carriers).run()).toList();
    }
}
