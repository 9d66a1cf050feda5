package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.Status;
import dev.elementwise.job.Tally;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.time.SettableClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link InstalmentStore} keeps to. */
public abstract class InstalmentStoreContract {

    protected final SettableClock clock = new SettableClock();
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);

    protected abstract InstalmentStore store();

    /** The store that keeps the jobs of {@link #store()}. */
    protected abstract JobStore jobs();

    /** The store that keeps the counts of {@link #jobs()}. */
    protected abstract ProgressStore progress();

    @Test
    void openJobOfNoElementsHasNotEnded() {
        JobSpec job = job();

        assertThat(found(job).job().spec()).isEqualTo(job);
        assertThat(found(job).job().status()).isEqualTo(Status.QUEUED);
        assertThat(found(job).job().isOpen()).isTrue();
        assertThat(found(job).unfinished()).isEmpty();
    }

    @Test
    void unknownJobIsNotFoundNorClosed() {
        JobSpec none = Jobs.open(64, clock);

        assertThat(store().find(none.id())).isEmpty();
        assertThat(store().close(none.id(), now)).isEmpty();
        assertThat(store().findFinished(none, "a")).isEmpty();
        assertThat(store().reserve(new OpenJob(new Job(none, true, Optional.empty(), Tally.NONE,
            Optional.empty(), Block.EMPTY), List.of()), instalment("a", 0, 1))).isFalse();
    }

    @Test
    void reservedInstalmentIsUnfinishedAndItsElementsCount() {
        JobSpec job = job();

        assertThat(store().reserve(found(job), instalment("a b#\"é", 0, 3))).isTrue();
        assertThat(store().reserve(found(job), instalment("b", 3, 4))).isTrue();

        assertThat(found(job).unfinished()).containsExactly(instalment("a b#\"é", 0, 3), instalment("b", 3, 4));
        assertThat(found(job).find("b")).contains(instalment("b", 3, 4));
        assertThat(found(job).job().spec().total()).isEqualTo(4);
        assertThat(store().findFinished(job, "b")).isEmpty();
    }

    @Test
    void finishedInstalmentLeavesTheJobAndIsFoundByItsKey() {
        JobSpec job = job();
        store().reserve(found(job), instalment("a", 0, 3));

        Job finished = store().finish(job, instalment("a", 0, 3)).orElseThrow();
        store().finish(job, instalment("a", 0, 3));

        assertThat(finished.spec().total()).isEqualTo(3);
        assertThat(found(job).unfinished()).isEmpty();
        assertThat(store().findFinished(job, "a")).contains(instalment("a", 0, 3));
        assertThat(store().findFinished(job, "b")).isEmpty();
    }

    @Test
    void inputThatHasChangedSinceItWasReadReservesNothing() {
        JobSpec job = job();
        OpenJob before = found(job);
        store().reserve(before, instalment("a", 0, 3));

        assertThat(store().reserve(before, instalment("b", 0, 1))).isFalse();

        store().finish(job, instalment("a", 0, 3));
        assertThat(store().reserve(before, instalment("a", 0, 3))).isFalse();
        assertThat(found(job).job().spec().total()).isEqualTo(3);
    }

    @Test
    void ofManyReservationsAtOnceOneWins() {
        JobSpec job = job();
        OpenJob before = found(job);

        long won = IntStream.range(0, 8).parallel()
            .filter(i -> store().reserve(before, instalment("key-" + i, 0, 1 + i))).count();

        assertThat(won).isEqualTo(1);
        assertThat(found(job).unfinished()).hasSize(1);
    }

    @Test
    void jobHasRoomForSoManyUnfinishedInstalments() {
        JobSpec job = job();
        for (int i = 0; i < InstalmentStore.MOST_UNFINISHED; i++) {
            assertThat(store().reserve(found(job), instalment("key-" + i, i, i + 1))).isTrue();
        }

        assertThat(store().reserve(found(job), instalment("more", 32, 33))).isFalse();

        store().finish(job, instalment("key-7", 7, 8));
        assertThat(store().reserve(found(job), instalment("more", 32, 33))).isTrue();
    }

    @Test
    void neitherEndedNorClosedNorWholeInputTakesMore() {
        JobSpec ended = job();
        jobs().end(ended.id(), Ending.cancelled(now));
        JobSpec closed = job();
        store().reserve(found(closed), instalment("a", 0, 1));
        store().finish(closed, instalment("a", 0, 1));
        store().close(closed.id(), now);
        JobSpec whole = Jobs.list(2, 64, clock);
        jobs().create(whole, "{}");

        assertThat(store().reserve(found(ended), instalment("b", 0, 1))).isFalse();
        assertThat(store().reserve(found(closed), instalment("b", 1, 2))).isFalse();
        assertThat(store().reserve(found(whole), instalment("b", 2, 3))).isFalse();
    }

    @Test
    void inputWithAnUnfinishedInstalmentStaysOpen() {
        JobSpec job = job();
        store().reserve(found(job), instalment("a", 0, 3));

        OpenJob open = store().close(job.id(), now).orElseThrow();

        assertThat(open.job().isOpen()).isTrue();
        assertThat(open.unfinished()).containsExactly(instalment("a", 0, 3));
    }

    @Test
    void closedInputOfNoElementsEndsTheJob() {
        JobSpec job = job();

        OpenJob closed = store().close(job.id(), now).orElseThrow();

        assertThat(closed.job().spec().input()).isEqualTo(Input.CLOSED);
        assertThat(closed.job().ending()).contains(Ending.completed(now));
        assertThat(store().close(job.id(), now.plusSeconds(1))).contains(closed);
    }

    @Test
    void closingEndsTheJobOnlyIfAllIsCounted() {
        JobSpec counted = withElements(3);
        progress().enter(counted, new ProgressTree(counted).root(), Map.of(0, new Tally(1, 1), 3, new Tally(1, 0)),
            now);
        JobSpec running = withElements(3);
        progress().enter(running, new ProgressTree(running).root(), Map.of(0, new Tally(2, 0)), now);

        assertThat(store().close(counted.id(), now).orElseThrow().job().ending()).contains(Ending.completed(now));
        Job going = store().close(running.id(), now).orElseThrow().job();

        assertThat(going.hasEnded()).isFalse();
        assertThat(going.isOpen()).isFalse();
        assertThat(going.spec()).isEqualTo(running.with(Input.CLOSED, 3));
    }

    @Test
    void closingWhileOthersCountSeesTheLastCountOrIsSeen() {
        for (int round = 0; round < 20; round++) {
            JobSpec job = withElements(4);
            boolean[] seen = new boolean[5];
            IntStream.range(0, 5).parallel().forEach(i -> seen[i] = i == 4
                ? store().close(job.id(), now).orElseThrow().job().hasEnded() : countsLast(job, i));

            assertThat(seen).contains(true);
        }
    }

    /** Whether it has counted all there is, and sees the input closed. */
    private boolean countsLast(JobSpec job, int child) {
        Tally sum = progress().enter(job, new ProgressTree(job).root(), Map.of(child, new Tally(1, 0)), now).sum();
        return sum.total() == 4 && !found(job).job().isOpen();
    }

    private JobSpec job() {
        JobSpec job = Jobs.open(64, clock);
        jobs().create(job, "{}");
        return job;
    }

    JobSpec withElements(int count) {
        JobSpec job = job();
        store().reserve(found(job), instalment("a", 0, count));
        store().finish(job, instalment("a", 0, count));
        return job;
    }

    OpenJob found(JobSpec job) {
        return store().find(job.id()).orElseThrow();
    }

    static Instalment instalment(String key, long from, long to) {
        return new Instalment(key, "hash of " + key, new IndexRun(from, to));
    }
}
