package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettlementTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final AtomicLong laneNanos = new AtomicLong();
    private final AtomicBoolean failing = new AtomicBoolean();

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

    /** The table does not answer, whether it has put the block or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatACommitThatFailsHasTakenIsCreditedOnce(boolean put) {
        JobSpec job = Jobs.range(16, 8, clock);
        store.create(job, "{}");
        Batch batch = new Batch(List.of(work(job, "message", 0, Block.EMPTY)));
        Settlement settlement = settlement(batch, new Expenses(batch, laneNanos::get), unanswering(0, put));
        batch.settle(0, Outcome.value(0, "1").taking(7));
        fail(settlement);
        batch.settle(1, Outcome.value(1, "1").taking(5));
        laneNanos.set(250);

        settlement.settle(clock.instant());

        Effort effort = effort(job);
        assertThat(effort.laneNanos()).isEqualTo(250);
        assertThat(effort.cpuNanos()).isEqualTo(12);
        assertThat(effort.invocations()).isEqualTo(1);
        assertThat(effort.messages()).isEqualTo(1);
        assertThat(effort.writes()).as("a put and an entry each").isEqualTo(put ? 4 : 2);
    }

    @Test
    void whatCommitsThatFailHaveTakenIsCreditedAfterTheSecondFailureToo() {
        JobSpec job = Jobs.range(16, 8, clock);
        store.create(job, "{}");
        Batch batch = new Batch(List.of(work(job, "message", 0, Block.EMPTY)));
        Settlement settlement = settlement(batch, new Expenses(batch, laneNanos::get), unanswering(0, false));
        batch.settle(0, Outcome.value(0, "1"));
        fail(settlement);
        fail(settlement);
        batch.settle(1, Outcome.value(1, "1"));
        laneNanos.set(250);

        settlement.settle(clock.instant());

        Effort effort = effort(job);
        assertThat(effort.laneNanos()).isEqualTo(250);
        assertThat(effort.invocations()).isEqualTo(1);
        assertThat(effort.messages()).isEqualTo(1);
    }

    /** Others have put to the block since it was read, which is no reason to lose what a failed commit has taken. */
    @Test
    void whatACommitThatFailsHasTakenIsCreditedBesideWhatOthersHavePutBefore() {
        JobSpec job = Jobs.range(16, 8, clock);
        store.create(job, "{}");
        store.put(job, 0, new Block(1, List.of(part(4, 6))));
        Batch batch = new Batch(List.of(work(job, "message", 0, Block.EMPTY)));
        Settlement settlement = settlement(batch, new Expenses(batch, laneNanos::get), unanswering(0, false));
        batch.settle(0, Outcome.value(0, "1"));
        fail(settlement);

        settlement.settle(clock.instant());

        Effort effort = effort(job);
        assertThat(effort.laneNanos()).isEqualTo(100);
        assertThat(effort.messages()).isEqualTo(1);
    }

    /** Of two blocks the first is put, and has nothing new the second time. */
    @Test
    void whatIsSpentAfterACommitThatFailsGoesWithABlockThatHasSomethingNew() {
        JobSpec job = Jobs.range(16, 1, clock);
        store.create(job, "{}");
        Batch batch = new Batch(List.of(work(job, "one", 0, Block.EMPTY), work(job, "other", 2, Block.EMPTY)));
        Settlement settlement = settlement(batch, new Expenses(batch, laneNanos::get), unanswering(1, false));
        batch.settle(0, Outcome.value(0, "1"));
        batch.settle(1, Outcome.value(1, "1"));
        fail(settlement);
        batch.settle(2, Outcome.value(2, "1"));
        laneNanos.set(250);

        settlement.settle(clock.instant());

        Effort effort = effort(job);
        assertThat(effort.laneNanos()).isEqualTo(250);
        assertThat(effort.invocations()).isEqualTo(1);
        assertThat(effort.messages()).isEqualTo(2);
    }

    private Effort effort(JobSpec job) {
        return store.find(job.id()).orElseThrow().tally().effort();
    }

    /** Settles while the table does not answer, after 100 ns of the lanes' time; then it answers again. */
    private void fail(Settlement settlement) {
        laneNanos.set(100);
        failing.set(true);
        assertThatThrownBy(() -> settlement.settle(clock.instant())).isInstanceOf(StoreUnavailableException.class);
        failing.set(false);
    }

    /** @param put whether the block is put all the same */
    private BlockStore unanswering(int number, boolean put) {
        return (BlockStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BlockStore.class},
            (self, method, arguments) -> {
                boolean fails = failing.get() && method.getName().equals("put") && arguments[1].equals(number);
                Object answer = fails && !put ? null : method.invoke(store, arguments);
                if (fails) {
                    throw new StoreUnavailableException("as asked", null);
                }
                return answer;
            });
    }

    private SpanWork work(JobSpec job, String message, long from, Block known) {
        Span span = new Span(job, "{}", IndexRuns.of(from, from + 2), Optional.empty(), Span.Origin.FORK);
        return new SpanWork(new Delivery(message, "receipt", "", 1, clock.instant(), "forks"), span, span,
            Map.of(0, known), 16);
    }

    private final Reductions reductions = new Reductions(Catalogue.of(List.of()));

    private Settlement settlement(Batch batch) {
        return settlement(batch, new Expenses(batch, () -> 0), store);
    }

    private Settlement settlement(Batch batch, Expenses expenses, BlockStore blocks) {
        return new Settlement(batch, expenses, new Settlement.Means(
            new Committer(blocks, store, reductions, new ResultKeeper(store, reductions, clock), clock),
            new ProgressRecorder(store, store, reductions, clock), Runnable::run));
    }

    private static Part part(long from, long to) {
        List<Outcome> outcomes = List.of(Outcome.value(from, "1"), Outcome.value(to - 1, "1"));
        return new Part(IndexRuns.of(from, to), 2, 0, Optional.of(OutcomeLines.pack(outcomes)), Optional.empty());
    }
}
