package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.compute.ChildReducers;
import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.reduce.Reduction.Result;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.time.SettableClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReducedValuesTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final AtomicInteger children = new AtomicInteger();
    private final ReducedValues reduced = new ReducedValues(store, () -> {
        children.incrementAndGet();
        return ChildReducers.ofThisFunction(false, Reductions.LIMIT);
    });

    @Test
    void builtInReducersTakeNoChild() {
        Job job = completed("sum", "{\"value\":7}");

        assertThat(reduced.of(job).value()).hasToString("7");
        assertThat(children).hasValue(0);
    }

    @Test
    void whatIsKeptOfATasksOwnTakesNoChild() {
        Job job = completed("largest-factor", "{\"value\":\"7\"}");
        store.keepReduced(job.spec(), List.of("{\"value\":\"7\"}"), "{\"value\":\"kept\"}");

        assertThat(reduced.of(job)).isEqualTo(new Result("kept", Optional.empty()));
        assertThat(children).hasValue(0);
    }

    /** As of a job of an earlier version, or of one that was closed after its last element. */
    @Test
    void aChildMakesWhatIsNotKeptOnce() {
        Job job = completed("largest-factor", "{\"value\":\"7\"}");

        assertThat(reduced.of(job)).isEqualTo(new Result("7", Optional.empty()));
        assertThat(reduced.of(job)).isEqualTo(new Result("7", Optional.empty()));

        assertThat(children).hasValue(1);
    }

    @Test
    void whatIsKeptForOtherValuesIsNotTold() {
        Job job = completed("largest-factor", "{\"value\":\"7\"}");
        store.keepReduced(job.spec(), List.of("{\"value\":\"5\"}"), "{\"value\":\"5\"}");

        assertThat(reduced.of(job)).isEqualTo(new Result("7", Optional.empty()));
    }

    @Test
    void errorIsRememberedAndNotKept() {
        Job job = completed("missing", "{\"value\":\"7\"}");

        assertThat(reduced.of(job).error().orElseThrow()).hasToString(
            "{message=the task has no reducer missing any more}");
        assertThat(reduced.of(job)).isEqualTo(reduced.of(job));

        assertThat(children).hasValue(1);
        assertThat(store.findReduced(job.spec(), List.of("{\"value\":\"7\"}"))).isEmpty();
    }

    @Test
    void wantOfAChildIsNotKept() {
        Job job = completed("largest-factor", "{\"value\":\"7\"}");
        ReducedValues none = new ReducedValues(store, () -> {
            throw new ReducerUnavailableException("as asked", new IllegalStateException());
        });

        assertThatThrownBy(() -> none.of(job)).isInstanceOf(ReducerUnavailableException.class);
        assertThat(reduced.of(job)).isEqualTo(new Result("7", Optional.empty()));
    }

    /** Whoever fails leaves the turn to the next, in another thread as well. */
    @Test
    void wantOfAChildKeepsNobodyElseWaiting() {
        Job job = completed("largest-factor", "{\"value\":\"7\"}");
        AtomicInteger asked = new AtomicInteger();
        ReducedValues once = new ReducedValues(store, () -> {
            if (asked.getAndIncrement() == 0) {
                throw new ReducerUnavailableException("as asked", new IllegalStateException());
            }
            return ChildReducers.ofThisFunction(false, Reductions.LIMIT);
        });

        assertThatThrownBy(() -> once.of(job)).isInstanceOf(ReducerUnavailableException.class);
        assertThat(CompletableFuture.supplyAsync(() -> once.of(job)).join())
            .isEqualTo(new Result("7", Optional.empty()));
    }

    private Job completed(String reducer, String partial) {
        JobSpec job = Jobs.reducing("{\"name\":\"" + reducer + "\"}", Jobs.of("factorize", Jobs.list(1, 64, clock)));
        store.create(job, "{}");
        store.publish(job.id());
        Part part = new Part(IndexRuns.of(0, 1), 1, 0, Optional.of(OutcomeLines.pack(List.of(Outcome.value(0, "[]")))),
            Optional.empty());
        store.commit(job, new Block(1, List.of(part), Effort.NONE, Optional.of(partial)), clock.instant(),
            Optional.of(Ending.completed(clock.instant())));
        return store.find(job.id()).orElseThrow();
    }
}
