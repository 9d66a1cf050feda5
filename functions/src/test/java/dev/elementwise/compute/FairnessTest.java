package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small job behind a large one, in virtual time. */
final class FairnessTest {

    private static final Duration TWO_SLICES = Limits.of(Duration.ofSeconds(60)).slice().multipliedBy(2);

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 500", "2, 1500", "2, 20000", "8, 3700"})
    void jobOfOneElementBehindFourThousandSecondsOfWorkEndsWithinTwoSlices(int workers, int laterMillis) {
        engine.task.first = element -> VirtualLanes.spend(
            element instanceof Long ? Duration.ofSeconds(1) : Duration.ofMillis(1));
        JobSpec large = Jobs.of("test", Jobs.list(4_000, 64, engine.clock));
        engine.submit(large, LongStream.range(0, 4_000).boxed().toArray());
        JobSpec small = Jobs.of("test", Jobs.list(1, 64, engine.clock));
        Instant submitted = engine.clock.instant().plusMillis(laterMillis);
        Fleet fleet = new Fleet(engine, workers, 2);
        fleet.at(Duration.ofMillis(laterMillis), () -> engine.submit(small, "small"));
        fleet.at(Duration.ofMinutes(2), () -> engine.store.end(large.id(), Ending.cancelled(engine.clock.instant())));

        fleet.run();

        Ending ending = engine.job(small).ending().orElseThrow();
        assertThat(ending.status()).isEqualTo(Status.COMPLETED);
        assertThat(Duration.between(submitted, ending.at())).isLessThanOrEqualTo(TWO_SLICES);
    }
}
