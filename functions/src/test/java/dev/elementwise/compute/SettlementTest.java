package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettlementTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);

    @Test
    void whatADeadWorkerHasCommittedIsCountedEvenIfNothingIsAdded() {
        JobSpec job = Jobs.range(4, 2, clock);
        store.create(job, "{}");
        Block committed = new Block(1, List.of(part(0, 2)));
        store.put(job, 0, committed);
        Span rest = new Span(job, "{}", IndexRuns.of(2, 4), Optional.empty(), Span.Origin.FORK);
        Batch batch = new Batch(List.of(new SpanWork(
            new Delivery("message", "receipt", "", 2, clock.instant(), "forks"), rest, rest, Map.of(0, committed),
            2)));

        settlement(batch).settle(clock.instant());

        assertThat(store.find(job.id()).orElseThrow().succeeded()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoViewsOfABlockTheNewerIsCountedWhateverTheOrder(boolean newerFirst) {
        JobSpec job = Jobs.range(16, 8, clock);
        store.create(job, "{}");
        Block older = new Block(1, List.of(part(0, 2)));
        Block newer = new Block(2, List.of(part(0, 2), part(2, 4)));
        store.put(job, 0, older);
        store.put(job, 0, newer);

        Batch batch = new Batch(List.of(work(job, "one", 4, newerFirst ? newer : older),
            work(job, "other", 6, newerFirst ? older : newer)));
        settlement(batch).settle(clock.instant());

        assertThat(store.find(job.id()).orElseThrow().succeeded()).isEqualTo(4);
    }

    private SpanWork work(JobSpec job, String message, long from, Block known) {
        Span span = new Span(job, "{}", IndexRuns.of(from, from + 2), Optional.empty(), Span.Origin.FORK);
        return new SpanWork(new Delivery(message, "receipt", "", 1, clock.instant(), "forks"), span, span,
            Map.of(0, known), 16);
    }

    private final Reductions reductions = new Reductions(Catalogue.of(List.of()));

    private Settlement settlement(Batch batch) {
        return new Settlement(batch, new Expenses(batch, () -> 0), new Settlement.Means(
            new Committer(store, store, reductions, clock), new ProgressRecorder(store, store, reductions, clock),
            Runnable::run));
    }

    private static Part part(long from, long to) {
        List<Outcome> outcomes = List.of(Outcome.value(from, "1"), Outcome.value(to - 1, "1"));
        return new Part(IndexRuns.of(from, to), 2, 0, Optional.of(OutcomeLines.pack(outcomes)), Optional.empty());
    }
}
