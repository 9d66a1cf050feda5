package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that do not open, or do not close. */
final class OpeningTest {

    private static final Limits STRICT =
        new Limits(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(50));

    /** Where an element that is quick has to end in time, however busy the machine is. */
    private static final Limits ROOMY =
        new Limits(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(50));

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void endlessOpeningIsItsElementsErrorAndTheEnvironmentEnds() {
        JobSpec job = list();
        engine.submit("{\"endless\":1}", job, 1L, 2L, 3L);

        engine.step(engine.worker(STRICT, Clock.systemUTC()));

        assertThat(engine.halts).hasValue(1);
        assertThat(engine.firstSpansAtHalt).isZero();
        assertThat(engine.jobsQueue.size() + engine.forksQueue.size()).isZero();
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.outcomes(job)).hasSize(3)
            .allSatisfy(line -> assertThat(line).contains("\"type\":\"ElementTimedOut\"", "opened"));
    }

    @Test
    void endlessOpeningCostsNoOtherJobOfTheBatch() {
        JobSpec endless = list();
        JobSpec fine = list();
        engine.submit(fine, 1L, 2L, 3L);
        engine.submit("{\"endless\":1}", endless, 1L, 2L, 3L);
        engine.submit("{\"endless\":2}", list(), 1L, 2L, 3L);

        while (engine.step(engine.worker(ROOMY, Clock.systemUTC()))) {
            assertThat(engine.halts.get()).isLessThan(4);
        }

        assertThat(engine.job(fine).succeeded()).isEqualTo(3);
        assertThat(engine.job(endless).failed()).isEqualTo(3);
    }

    @Test
    void openingThatRecursesIsItsElementsError() {
        JobSpec job = list();
        engine.submit("{\"recursing\":1}", job, 1L, 2L, 3L);

        engine.step(engine.worker());

        assertThat(engine.halts).hasValue(0);
        assertThat(engine.outcomes(job)).hasSize(3)
            .allSatisfy(line -> assertThat(line).contains("\"type\":\"TaskNotOpenedException\""));
    }

    @Test
    void endlessClosingEndsTheEnvironmentWhenAllIsCommitted() {
        JobSpec job = list();
        engine.submit("{\"never closing\":1}", job, 1L, 2L, 3L);

        engine.step(engine.worker(STRICT, Clock.systemUTC()));

        assertThat(engine.halts).hasValue(1);
        assertThat(engine.job(job).succeeded()).isEqualTo(3);
        assertThat(engine.firstSpansAtHalt).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void endlessClosingAfterAFailedCallLosesNothing(int failing) {
        JobSpec job = list();
        engine.submit("{\"never closing\":1}", job, 1L, 2L, 3L);
        AtomicInteger calls = new AtomicInteger();
        engine.beforeCall = () -> {
            if (calls.incrementAndGet() == failing) {
                throw new IllegalStateException("throttled, as asked");
            }
        };

        try {
            engine.step(engine.worker(STRICT, Clock.systemUTC()));
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("as asked");
        }

        long counted = engine.job(job).succeeded();
        int waiting = engine.jobsQueue.size() + engine.forksQueue.size();
        assertThat(counted == 3 || waiting > 0).as("%d counted, %d messages", counted, waiting).isTrue();
    }

    private JobSpec list() {
        return Jobs.of("test", Jobs.list(3, 64, Clock.systemUTC()));
    }
}
