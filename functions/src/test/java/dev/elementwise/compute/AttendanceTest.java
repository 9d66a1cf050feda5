package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a batch gets to know of its jobs while their elements run. */
final class AttendanceTest {

    private static final Duration TICK = Duration.ofMillis(10);

    private final Engine engine = new Engine();
    private final JobSpec job = Jobs.of("test", Jobs.list(2, 1, engine.clock));
    private final JobSpec other = Jobs.of("test", Jobs.list(2, 1, engine.clock));
    private final JobStore jobs = engine.mortal(JobStore.class, engine.store);
    private final SpanWork work = work(job);
    private final Batch batch = new Batch(List.of(work, work(other)));
    private final Attendance attendance =
        new Attendance(batch, jobs, new Looks(jobs, engine.clock), engine.clock);

    @BeforeEach
    void submit() {
        List.of(job, other).forEach(each -> {
            engine.store.create(each, "{}");
            engine.store.publish(each.id());
        });
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void lookThatFailsIsMadeAgainAFifthOfASecondLater() {
        engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        engine.beforeCall = () -> {
            throw new StoreUnavailableException("as asked", null);
        };
        goOn(Looks.EVERY);
        engine.beforeCall = () -> { };

        goOn(Duration.ofMillis(190));
        assertThat(batch.isDropped(work)).isFalse();
        goOn(TICK);

        assertThat(batch.isDropped(work)).isTrue();
        assertThat(batch.allDropped()).isFalse();
    }

    @Test
    void lookThatFailsForOneJobIsMadeAgainSoonThoughTheOtherIsSeen() {
        engine.store.end(other.id(), Ending.cancelled(engine.clock.instant()));
        engine.beforeCall = () -> {
            engine.beforeCall = () -> { };
            throw new StoreUnavailableException("as asked", null);
        };

        goOn(Looks.EVERY);
        engine.store.end(job.id(), Ending.cancelled(engine.clock.instant()));
        goOn(Duration.ofMillis(200));

        assertThat(batch.allDropped()).isTrue();
    }

    @Test
    void jobWhoseTimeIsUpMeanwhileIsEndedAndDropped() {
        engine.clock.forward(Duration.between(engine.clock.instant(), job.giveUpAt()));

        goOn(Looks.EVERY);

        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
        assertThat(batch.isDropped(work)).isTrue();
    }

    private void goOn(Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(TICK)) {
            engine.clock.forward(TICK);
            attendance.run();
        }
    }

    private SpanWork work(JobSpec of) {
        Span span = new Span(of, "{}", IndexRuns.of(1, 2), Optional.of(List.of(1L)), Span.Origin.FORK);
        return new SpanWork(new Delivery("message", "receipt", "", 1, engine.clock.instant(), "queue"), span, span,
            Map.of(), 1);
    }
}
