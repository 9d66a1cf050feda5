package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressRecorderTest {

    /** The blocks below a node of the second level. */
    private static final int BLOCKS = ProgressTree.FANOUT * ProgressTree.FANOUT;
    /** After which whoever enters into a node takes its turn. */
    private static final Duration LATE = Duration.ofSeconds(8);

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final JobSpec job = Jobs.range(BLOCKS + 1, 1, clock);
    private final Node root = new ProgressTree(job).root();
    private final List<Node> entered = new ArrayList<>();
    private Runnable beforeTurn = () -> { };
    private final ProgressRecorder recorder =
        new ProgressRecorder(new Watched(), store, new Reductions(Catalogue.of(List.of())), clock);

    @Test
    void whoComesLateWithLessDoesNotPassAFullNode() {
        store.create(job, "{}");
        recorder.record(job, done(1), clock.instant());
        clock.forward(LATE);
        beforeTurn = () -> {
            beforeTurn = () -> { };
            recorder.record(job, done(BLOCKS), clock.instant());
        };

        recorder.record(job, done(2), clock.instant());

        assertThat(entered).containsSequence(new Node(2, 0), root, new Node(2, 0)).containsOnlyOnce(root);
        assertThat(store.find(job.id()).orElseThrow().succeeded()).isEqualTo(BLOCKS);
    }

    @Test
    void whoFillsANodeAgainPassesItAgain() {
        store.create(job, "{}");

        recorder.record(job, done(BLOCKS), clock.instant());
        recorder.record(job, done(BLOCKS), clock.instant());

        assertThat(entered.stream().filter(root::equals)).hasSize(2);
    }

    /** Whoever enters alone, every three seconds, does not wait until the node is full, whenever it has begun. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void countsOfOneWorkerAreOnTheirWayAfterAFewSeconds(int later) {
        store.create(job, "{}");
        clock.forward(Duration.ofSeconds(later));

        for (int block = 0; block < ProgressTree.FANOUT - 1; block++) {
            recorder.record(job, Map.of(block, new Tally(1, 0)), clock.instant());
            clock.forward(Duration.ofSeconds(3));
        }

        assertThat(entered.stream().filter(new Node(2, 0)::equals)).hasSizeGreaterThanOrEqualTo(12);
    }

    /** What nobody goes on with for long is counted all the same. */
    @Test
    void quartersOfANodeOfBlocksArePassedUpAtOnce() {
        store.create(job, "{}");

        for (int block = 0; block < ProgressTree.FANOUT - 1; block++) {
            recorder.record(job, Map.of(block, new Tally(1, 0)), clock.instant());
        }

        assertThat(store.children(job, new Node(2, 0)).get(0).total()).isEqualTo(24);
        assertThat(entered.stream().filter(new Node(2, 0)::equals)).hasSize(3);
    }

    /** More may come in a moment, where workers are in step. */
    @Test
    void firstOfANodeWaitsForOthers() {
        store.create(job, "{}");
        recorder.record(job, done(1), clock.instant());
        assertThat(entered).containsExactly(new Node(1, 0));

        clock.forward(LATE);
        recorder.record(job, Map.of(1, new Tally(1, 0)), clock.instant());

        assertThat(store.children(job, new Node(2, 0)).get(0).total()).isEqualTo(2);
    }

    @Test
    void firstOfANodeOfASmallTreeIsPassedUpAtOnceAndTheNextIsNot() {
        JobSpec small = Jobs.range(BLOCKS, 1, clock);
        store.create(small, "{}");

        recorder.record(small, done(1), clock.instant());
        recorder.record(small, Map.of(1, new Tally(1, 0)), clock.instant());

        assertThat(store.find(small.id()).orElseThrow().succeeded()).isEqualTo(1);
    }

    @Test
    void whoeverIsToldToPassesUpToTheRoot() {
        store.create(job, "{}");

        recorder.recordToRoot(job, done(1), clock.instant());

        assertThat(store.find(job.id()).orElseThrow().succeeded()).isEqualTo(1);
    }

    private static Map<Integer, Tally> done(int blocks) {
        return IntStream.range(0, blocks).boxed()
            .collect(Collectors.toMap(number -> number, number -> new Tally(1, 0)));
    }

    /** The store, with what is entered noted, and something that may happen before a turn is taken. */
    private final class Watched implements ProgressStore {

        @Override
        public Standing enter(JobSpec spec, Node node, Map<Integer, Tally> children, Instant startedAt) {
            entered.add(node);
            return store.enter(spec, node, children, startedAt);
        }

        @Override
        public boolean takeTurn(JobSpec spec, Node node, Optional<Instant> turnFrom, Instant now) {
            beforeTurn.run();
            return store.takeTurn(spec, node, turnFrom, now);
        }

        @Override
        public Map<Integer, Tally> children(JobSpec spec, Node node) {
            return store.children(spec, node);
        }

        @Override
        public List<String> partials(JobSpec job, Node node) {
            return store.partials(job, node);
        }

        @Override
        public void keepReduced(JobSpec job, List<String> partials, String reduced) {
            store.keepReduced(job, partials, reduced);
        }

        @Override
        public Optional<String> findReduced(JobSpec job, List<String> partials) {
            return store.findReduced(job, partials);
        }

        @Override
        public boolean finish(JobSpec spec, Map<Integer, Tally> children, Instant startedAt, Ending ending) {
            return store.finish(spec, children, startedAt, ending);
        }
    }
}
