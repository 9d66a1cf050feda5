package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Status;
import dev.elementwise.job.Tally;
import dev.elementwise.time.SettableClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ProgressStore} keeps to. */
public abstract class ProgressStoreContract {

    protected final SettableClock clock = new SettableClock();
    private final Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);

    protected abstract ProgressStore store();

    /** The store that keeps the jobs of {@link #store()}. */
    protected abstract JobStore jobs();

    @Test
    void talliesOfChildrenAddUp() {
        JobSpec job = job(4);

        store().enter(job, root(job), Map.of(0, new Tally(7, 3)), start);
        Tally sum = store().enter(job, root(job), Map.of(1, new Tally(1, 0), 3, new Tally(2, 2)), start).sum();

        assertThat(sum).isEqualTo(new Tally(10, 5));
        assertThat(found(job).succeeded()).isEqualTo(10);
        assertThat(found(job).failed()).isEqualTo(5);
        assertThat(found(job).startedAt()).contains(start);
    }

    @Test
    void effortOfChildrenAddsUpAndIsTheJobsAndPartialsAreKept() {
        JobSpec job = job(4);

        store().enter(job, root(job), Map.of(0, new Tally(7, 3, new Effort(1, 2, 3, 4, 5, 6, 7), List.of("a"))), start);
        store().enter(job, root(job), Map.of(0, new Tally(7, 3, new Effort(9, 9, 9, 9, 9, 9, 9), List.of("x"))), start);
        Tally sum = store().enter(job, root(job),
            Map.of(1, new Tally(1, 0, new Effort(10, 20, 30, 40, 50, 60, 70), List.of("b"))), start).sum();

        assertThat(sum).isEqualTo(new Tally(8, 3, new Effort(11, 22, 33, 44, 55, 66, 77), List.of()));
        assertThat(found(job).tally()).isEqualTo(sum);
        assertThat(store().partials(found(job))).containsExactly("a", "b");
    }

    @Test
    void whatIsKeptFirstForPartialsIsFoundForThemAlone() {
        JobSpec job = job(4);
        JobSpec other = job(4);

        store().keepReduced(job, List.of("a", "b"), "\u00fc".repeat(64 * 1024));
        store().keepReduced(job, List.of("a", "b"), "second");

        assertThat(store().findReduced(job, List.of("a", "b"))).contains("\u00fc".repeat(64 * 1024));
        assertThat(store().findReduced(job, List.of("b", "a"))).isEmpty();
        assertThat(store().findReduced(job, List.of())).isEmpty();
        assertThat(store().findReduced(other, List.of("a", "b"))).isEmpty();
    }

    @Test
    void partialsAreThoseOfTheChildrenInTheirOrderHoweverLong() {
        JobSpec job = job(100);
        Node inner = new Node(1, 1);
        List<String> partials =
            IntStream.range(0, 32).mapToObj(child -> ("[" + child + "]").repeat(child % 2 == 0 ? 1 : 300)).toList();

        IntStream.range(0, 30).map(child -> 29 - child).forEach(child ->
            store().enter(job, inner, Map.of(child, tally(10, partials.get(child))), start));
        Tally sum = store().enter(job, inner, Map.of(30, tally(10, partials.get(30)), 31, tally(10, partials.get(31))),
            start).sum();

        assertThat(sum).isEqualTo(new Tally(320, 0));
        assertThat(store().partials(job, inner)).isEqualTo(partials);
        assertThat(store().children(job, inner).values()).containsOnly(new Tally(10, 0));
        assertThat(store().partials(job, root(job))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 301, 8_000})
    void aPartialIsReplacedWithItsTally(int length) {
        JobSpec job = job(2);

        store().enter(job, root(job), Map.of(0, tally(7, "e".repeat(length))), start);
        store().enter(job, root(job), Map.of(0, tally(10, "l".repeat(length))), start);
        store().enter(job, root(job), Map.of(0, tally(7, "e".repeat(length)), 1, tally(10, "o".repeat(length))), start);

        assertThat(store().partials(found(job))).containsExactly("l".repeat(length), "o".repeat(length));
    }

    @Test
    void longPartialsThatAreEnteredTogetherAreFoundOneByOne() {
        JobSpec job = job(2);

        store().enter(job, root(job), Map.of(0, tally(10, "a".repeat(900)), 1, tally(10, "b".repeat(900))), start);

        assertThat(store().partials(found(job))).containsExactly("a".repeat(900), "b".repeat(900));
    }

    @Test
    void whoeverEntersTheSameAgainLeavesThePartialThatStands() {
        JobSpec job = job(2);

        store().enter(job, root(job), Map.of(0, tally(10, "first".repeat(100))), start);
        store().enter(job, root(job), Map.of(0, tally(10, "again".repeat(100))), start);

        assertThat(store().partials(job, root(job))).containsExactly("first".repeat(100));
    }

    @Test
    void finishKeepsPartials() {
        JobSpec job = job(2);

        store().finish(job, Map.of(0, tally(10, "one".repeat(200)), 1, tally(10, "two")), start,
            Ending.completed(start));

        assertThat(store().partials(found(job))).containsExactly("one".repeat(200), "two");
    }

    private static Tally tally(long succeeded, String partial) {
        return new Tally(succeeded, 0, Effort.NONE, List.of(partial));
    }

    @Test
    void sameOrEarlierTallyChangesNothing() {
        JobSpec job = job(4);
        store().enter(job, root(job), Map.of(2, new Tally(5, 1)), start);

        assertThat(store().enter(job, root(job), Map.of(2, new Tally(5, 1)), start).sum()).isEqualTo(new Tally(5, 1));
        assertThat(store().enter(job, root(job), Map.of(2, new Tally(3, 0)), start).sum()).isEqualTo(new Tally(5, 1));
    }

    @Test
    void laterTalliesAreEnteredBesideEarlierOnes() {
        JobSpec job = job(4);
        store().enter(job, root(job), Map.of(0, new Tally(10, 0), 1, new Tally(4, 0)), start);

        Tally sum = store().enter(job, root(job), Map.of(0, new Tally(9, 0), 1, new Tally(5, 0), 2, new Tally(1, 1)),
            start.plusSeconds(9)).sum();

        assertThat(sum).isEqualTo(new Tally(16, 1));
        assertThat(found(job).startedAt()).contains(start);
    }

    @Test
    void whatWasEnteredIsFoundByThePlaceOfTheChild() {
        JobSpec job = job(100);
        Map<Integer, Tally> tallies = Map.of(0, new Tally(7, 3), 31, new Tally(1, 0));
        store().enter(job, new Node(1, 1), tallies, start);
        store().enter(job, root(job), Map.of(1, new Tally(8, 3)), start);

        assertThat(store().children(job, new Node(1, 1))).isEqualTo(tallies);
        assertThat(store().children(job, root(job))).isEqualTo(Map.of(1, new Tally(8, 3)));
        assertThat(store().children(job, new Node(1, 0))).isEmpty();
    }

    @Test
    void innerNodesDoNotTouchTheJob() {
        JobSpec job = job(100);
        Node inner = new Node(1, 2);

        assertThat(store().enter(job, inner, Map.of(5, new Tally(10, 0)), start).sum()).isEqualTo(new Tally(10, 0));

        assertThat(found(job).succeeded()).isZero();
        assertThat(found(job).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void turnIsTakenOnceByWhoeverKnowsTheLastOrTheFirstEntry() {
        JobSpec job = job(100);
        Node inner = new Node(1, 2);
        Instant later = start.plusSeconds(3_600);
        Optional<Instant> first = store().enter(job, inner, Map.of(5, new Tally(10, 0)), start).turnFrom();

        assertThat(store().takeTurn(job, inner, Optional.empty(), later)).isFalse();
        assertThat(store().enter(job, inner, Map.of(6, new Tally(1, 0)), start).turnFrom()).isEqualTo(first);
        assertThat(store().takeTurn(job, inner, first, later)).isTrue();
        assertThat(store().takeTurn(job, inner, first, later)).isFalse();
        assertThat(store().enter(job, inner, Map.of(6, new Tally(2, 0)), start).turnFrom()).contains(later);
        assertThat(store().children(job, inner)).containsOnlyKeys(5, 6);
    }

    @Test
    void finishEndsTheJobWithItsCounts() {
        JobSpec job = job(2);

        assertThat(store().finish(job, Map.of(0, new Tally(10, 0), 1, new Tally(8, 2)), start,
            Ending.completed(start))).isTrue();

        assertThat(found(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(found(job).succeeded()).isEqualTo(18);
        assertThat(found(job).failed()).isEqualTo(2);
        assertThat(found(job).startedAt()).contains(start);
    }

    @Test
    void finishLeavesWhatOthersHaveEnteredOrEnded() {
        JobSpec entered = job(2);
        store().enter(entered, root(entered), Map.of(0, new Tally(10, 0)), start);
        JobSpec ended = job(2);
        jobs().end(ended.id(), Ending.cancelled(start));
        Map<Integer, Tally> all = Map.of(0, new Tally(10, 0), 1, new Tally(10, 0));

        assertThat(store().finish(entered, all, start, Ending.completed(start))).isFalse();
        assertThat(store().finish(ended, all, start, Ending.completed(start))).isFalse();

        assertThat(found(entered).succeeded()).isEqualTo(10);
        assertThat(found(ended).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void enteringIntoAJobThatHasEndedChangesNothing() {
        JobSpec ended = job(2);
        jobs().end(ended.id(), Ending.cancelled(start));

        store().enter(ended, root(ended), Map.of(0, new Tally(10, 0)), start);

        assertThat(found(ended).succeeded()).isZero();
    }

    @Test
    void enteringIntoAJobThatIsGoneDoesNotBringItBack() {
        JobSpec gone = Jobs.list(20, 10, clock);

        store().enter(gone, root(gone), Map.of(0, new Tally(10, 0)), start);

        assertThat(jobs().find(gone.id())).isEmpty();
    }

    @Test
    void talliesOfManyAtOnceAllCount() {
        JobSpec job = job(32);

        IntStream.range(0, 32).parallel()
            .forEach(child -> store().enter(job, root(job), Map.of(child, new Tally(10, 0)), start));

        assertThat(found(job).succeeded()).isEqualTo(320);
    }

    private JobSpec job(int blocks) {
        JobSpec job = Jobs.list(blocks * 10L, 10, clock);
        jobs().create(job, "{}");
        return job;
    }

    private Job found(JobSpec job) {
        return jobs().find(job.id()).orElseThrow();
    }

    private static Node root(JobSpec job) {
        return new ProgressTree(job).root();
    }
}
