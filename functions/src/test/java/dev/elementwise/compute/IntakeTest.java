package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left of a delivery, as a copy of the table that lags behind tells it, and as the table itself does. */
final class IntakeTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final JobSpec job = Jobs.range(8, 4, clock);

    @Test
    void firstDeliveryIsTakenAsAGlanceShowsIt() {
        commit(job, 0, 4);

        assertThat(take(job, 1, lagging()).orElseThrow().left().size()).as("computed again, and refused").isEqualTo(4);
        assertThat(take(job, 1, store).orElseThrow().left().isEmpty()).isTrue();
    }

    @Test
    void laterDeliveryIsTakenAsItIs() {
        commit(job, 0, 4);

        Intake.Taken taken = take(job, 2, lagging()).orElseThrow();

        assertThat(taken.left().isEmpty()).isTrue();
        assertThat(taken.known()).containsOnlyKeys(0);
    }

    @Test
    void jobOfASoleBlockIsReadAsItIs() {
        JobSpec small = Jobs.range(4, 4, clock);
        store.create(small, "{}");
        store.end(small.id(), Ending.cancelled(clock.instant()));

        assertThat(take(small, 1, lagging())).isEmpty();
    }

    @Test
    void jobThatAGlanceDoesNotShowIsLookedForAndMayHaveEnded() {
        store.create(job, "{}");
        store.end(job.id(), Ending.cancelled(clock.instant()));

        assertThat(take(job, 1, lagging())).isEmpty();
    }

    /** Of blocks of 350 KB that are all done, where 64 MB may be read before something is begun. */
    @Test
    void moreBlocksAreLookedAtUntilTheyTakeMuchMemory() {
        JobSpec large = Jobs.range(4_000, 4, clock);
        store.create(large, "{}");
        fill(large, 500, new byte[100]);
        Intake.Taken small = take(large, 2, store, 4_000).orElseThrow();
        fill(large, 500, new byte[350 * 1024]);

        Intake.Taken taken = take(large, 2, store, 4_000).orElseThrow();

        assertThat(small.left()).isEqualTo(IndexRuns.of(2_000, 4_000));
        assertThat(small.known()).hasSizeGreaterThan(500);
        assertThat(taken.known()).as("of one look").hasSize(Batch.MOST_BLOCKS);
        assertThat(taken.left()).isEqualTo(IndexRuns.of(4 * Batch.MOST_BLOCKS, 4_000));
        assertThat(taken.looked()).isZero();
    }

    /** Puts the job's first blocks, each with these lines. */
    private void fill(JobSpec job, int blocks, byte[] lines) {
        for (int number = 0; number < blocks; number++) {
            store.put(job, number, new Block(store.find(job, number).version() + 1, List.of(new Part(
                IndexRuns.of(job.block(number)), 4, 0, Optional.of(lines), Optional.empty()))));
        }
    }

    private void commit(JobSpec job, long from, long to) {
        store.create(job, "{}");
        List<Outcome> outcomes = List.of(Outcome.value(from, "1"), Outcome.value(to - 1, "1"));
        store.put(job, 0, new Block(1, List.of(new Part(IndexRuns.of(from, to), 4, 0,
            Optional.of(OutcomeLines.pack(outcomes)), Optional.empty()))));
    }

    private Optional<Intake.Taken> take(JobSpec job, int receiveCount, Object read) {
        return take(job, receiveCount, read, 4);
    }

    private Optional<Intake.Taken> take(JobSpec job, int receiveCount, Object read, long to) {
        Limits limits = Limits.of(Duration.ofSeconds(30));
        InMemorySpanQueue forks = new InMemorySpanQueue("forks", clock, Duration.ofMinutes(1));
        JobStore jobs = (JobStore) read;
        Worker.Stores stores = new Worker.Stores(jobs, (BlockStore) read, store, store, store);
        Span span = new Span(job, "{}", IndexRuns.of(0, to), Optional.empty(), Span.Origin.FORK);
        return new Intake(stores, new Looks(jobs, clock), new Splitter(forks, store, limits),
            new Spreader(forks, limits.shares(2)), clock)
            .take(new Delivery("message", "receipt", SpanCodec.encode(span), receiveCount, clock.instant(), "forks"));
    }

    /** The store, but glances see nothing of what was written just now. */
    private Object lagging() {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JobStore.class, BlockStore.class},
            (self, method, arguments) -> method.getName().equals("glance")
                ? Engine.missedGlance(method, arguments) : method.invoke(store, arguments));
    }
}
