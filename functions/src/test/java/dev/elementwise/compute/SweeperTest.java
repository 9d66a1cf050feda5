package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.store.WatchStore;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of jobs whose messages are lost. */
final class SweeperTest {

    private static final Duration OVER_HALF_AN_HOUR = Duration.ofMinutes(31);

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void rangeWhoseMessagesAreLostOnTheWayIsCompletedWithEveryElementOnce() {
        JobSpec job = range(2_000, 64);
        engine.submit(job);
        Worker worker = engine.worker();
        List<Delivery> first = engine.jobsQueue.receive(10);
        Span span = SpanCodec.decode(first.get(0).body());
        engine.forksQueue.send(List.of(span.part(IndexRuns.of(100, 700), Span.Origin.FORK)));
        engine.step(worker);
        assertThat(engine.job(job).succeeded()).isEqualTo(600);
        purge();

        standStill();
        engine.drain(worker);
        assertThat(engine.job(job).succeeded()).as("half an hour after progress").isEqualTo(600);
        standStill();
        engine.drain(worker);

        assertThat(engine.outcomes(job)).isEqualTo(values(2_000));
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(2_000);
        assertThat(engine.task.computed).hasValue(2_000);
    }

    @Test
    void rangeOfWhichNothingIsDoneIsSentAgainAfterHalfAnHour() {
        JobSpec small = range(50, 64);
        JobSpec large = range(3_000, 1);
        engine.submit(small);
        engine.submit(large);
        purge();

        standStill();
        engine.drain(engine.worker());

        assertThat(engine.outcomes(small)).isEqualTo(values(50));
        assertThat(engine.outcomes(large)).isEqualTo(values(3_000));
        assertThat(engine.job(large).status()).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 65536", "2800000, 40000", "100000000, 1000"})
    void spanThatWasSplitBeforeItWasLostIsSentAgainSmallEnoughNotToBeSplit(long total, int blockSize) {
        JobSpec job = Jobs.range(total, blockSize, engine.clock);
        engine.submit(job);
        engine.step(engine.worker());
        long done = committed(job);
        purge();
        standStill();

        standStill();

        assertThat(done).isPositive();
        assertThat(sent(job)).isEqualTo(IndexRuns.of(done, total));
    }

    /** Of the blocks before the first that has nothing. */
    private long committed(JobSpec job) {
        long committed = 0;
        for (int number = 0; engine.store.find(job, number).version() > 0; number++) {
            committed += engine.store.find(job, number).covered().size();
        }
        return committed;
    }

    @Test
    void whatWasCommittedAndNeverCountedIsCounted() {
        for (int blocks : new int[] {40, 1_100}) {
            JobSpec job = range(blocks, 1);
            engine.submit(job);
            List<Delivery> deliveries = engine.jobsQueue.receive(10);
            int committed = 0;
            for (Delivery delivery : deliveries) {
                committed += commitWithoutCounting(job, SpanCodec.decode(delivery.body()));
            }
            assertThat(committed).isEqualTo(blocks);
            purge();

            standStill();

            assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
            assertThat(engine.job(job).succeeded()).isEqualTo(blocks);
        }
    }

    /** What is counted meanwhile is the look's own doing. */
    @Test
    void lookThatCountsGoesOnWithTheBlocksThatAreLeft() {
        JobSpec job = range(5_000, 1);
        engine.submit(job);
        Span span = SpanCodec.decode(engine.jobsQueue.receive(10).get(0).body());
        commitWithoutCounting(job, span.part(IndexRuns.of(0, 1_024), Span.Origin.FORK));
        purge();

        standStill();

        assertThat(engine.job(job).succeeded()).isEqualTo(1_024);
        assertThat(sent(job)).isEqualTo(IndexRuns.of(1_024, 5_000));
    }

    static Stream<RuntimeException> outages() {
        return Stream.of(new StoreUnavailableException("as asked", null),
            new QueueUnavailableException("as asked", null));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void lookThatAnOutageCutsShortIsMadeAgainByTheNextSweep(RuntimeException outage) {
        JobSpec job = range(50, 1);
        engine.submit(job);
        purge();
        engine.clock.forward(OVER_HALF_AN_HOUR);
        assertThatThrownBy(() -> sweepCutShortBy(outage)).isSameAs(outage);

        engine.clock.forward(Duration.ofMinutes(1));
        sweep();

        assertThat(sent(job)).isEqualTo(IndexRuns.of(0, 50));
    }

    /** What a job throws once it most likely throws again, and others have their looks meanwhile. */
    @Test
    void lookThatAFaultCutsShortIsMadeAgainAfterTwiceTheTime() {
        JobSpec job = range(50, 1);
        engine.submit(job);
        purge();
        engine.clock.forward(OVER_HALF_AN_HOUR);
        sweepCutShortBy(new IllegalStateException("as asked"));

        standStill();
        assertThat(engine.forksQueue.size()).isZero();
        standStill();

        assertThat(sent(job)).isEqualTo(IndexRuns.of(0, 50));
    }

    @Test
    void noLookIsBegunWhenTheSweepsTimeIsUp() {
        JobSpec first = range(10, 1);
        JobSpec second = range(10, 1);
        while (WatchStore.shard(first.id()) != WatchStore.shard(second.id())) {
            second = range(10, 1);
        }
        engine.submit(first);
        engine.submit(second);
        purge();
        engine.clock.forward(OVER_HALF_AN_HOUR);
        engine.beforeCall = () -> {
            if (isWithin("look")) {
                engine.clock.forward(Duration.ofMinutes(1));
            }
        };

        sweep();
        assertThat(engine.forksQueue.size()).isEqualTo(1);
        sweep();

        assertThat(engine.forksQueue.size()).isEqualTo(2);
    }

    @Test
    void fullNodeThatItsParentDoesNotKnowIsPassedUp() {
        JobSpec job = range(40, 1);
        engine.submit(job);
        engine.drain(engine.worker());
        JobSpec other = range(40, 1);
        engine.submit(other);
        purge();
        for (int block = 0; block < 40; block++) {
            engine.store.put(other, block, engine.store.find(job, block));
        }
        for (int node = 0; node < 2; node++) {
            engine.store.enter(other, new Node(1, node),
                engine.store.children(job, new Node(1, node)), engine.clock.instant());
        }
        assertThat(engine.job(other).succeeded()).isZero();

        standStill();

        assertThat(engine.job(other).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(other).succeeded()).isEqualTo(40);
    }

    @Test
    void patienceDoublesAsLongAsNothingMoves() {
        JobSpec job = range(10, 1);
        engine.submit(job);
        int sweeps = 0;
        for (int quarter = 1; quarter <= 4 * 15; quarter++) {
            purge();
            engine.clock.forward(Duration.ofMinutes(15));
            sweep();
            if (engine.forksQueue.size() > 0) {
                sweeps++;
            }
        }
        assertThat(sweeps).as("after 0.5, 1.5, 3.5 and 7.5 hours").isEqualTo(4);
    }

    @Test
    void jobThatMovesIsLeftAlone() {
        JobSpec job = range(100, 1);
        engine.submit(job);
        Span span = SpanCodec.decode(engine.jobsQueue.receive(10).get(0).body());
        purge();
        Worker worker = engine.worker();
        for (int step = 0; step < 5; step++) {
            engine.forksQueue.send(List.of(span.part(IndexRuns.of(step, step + 1), Span.Origin.FORK)));
            engine.drain(worker);
            standStill();
            assertThat(engine.forksQueue.size()).isZero();
        }
    }

    @Test
    void listWhoseMessagesAreLostEndsWithAReasonWhenItsTimeIsOverThoughNobodyReadsIt() {
        JobSpec job = Jobs.of("test", Jobs.list(3, 1, engine.clock));
        engine.submit(job, 1L, 2L, 3L);
        purge();

        standStill();
        assertThat(engine.forksQueue.size()).isZero();
        engine.clock.forward(Duration.ofDays(3));
        sweep();

        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
        assertThat(engine.job(job).ending().flatMap(Ending::reason).orElseThrow()).contains("given up");
    }

    @Test
    void jobWhoseTimeIsOverBeforeItsNextLookIsEndedThen() {
        JobSpec job = Jobs.of("test", Jobs.list(3, 1, engine.clock));
        engine.submit(job, 1L, 2L, 3L);
        purge();

        while (engine.clock.instant().isBefore(job.giveUpAt())) {
            assertThat(engine.job(job).hasEnded()).isFalse();
            engine.clock.forward(Duration.ofMinutes(30));
            sweep();
        }

        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void jobThatWasNeverPublishedIsNotSentAgain() {
        JobSpec job = range(10, 1);
        engine.store.create(job, "{}");

        for (int hours = 0; hours < 24; hours++) {
            standStill();
        }

        assertThat(engine.forksQueue.size()).isZero();
        assertThat(engine.job(job).hasEnded()).isFalse();
    }

    @Test
    void sweepThatDiesAnywhereIsMadeGoodByTheNextOne() {
        for (int call = 1; call < 40; call++) {
            for (boolean after : new boolean[] {false, true}) {
                try (Engine mortal = new Engine()) {
                    JobSpec job = Jobs.of("test", Jobs.range(300, 4, mortal.clock));
                    mortal.submit(job);
                    mortal.jobsQueue.receive(10).forEach(delivery -> mortal.jobsQueue.delete(delivery.receiptHandle()));
                    mortal.clock.forward(OVER_HALF_AN_HOUR);
                    mortal.crash(call, after);
                    try {
                        mortal.sweep();
                    } catch (Engine.Crash crash) {
                        // as wanted
                    }
                    mortal.crash(Integer.MAX_VALUE / 4, after);
                    mortal.sweep();
                    mortal.drain(mortal.worker());
                    assertThat(mortal.outcomes(job)).as("crash at call %s", call).isEqualTo(values(300));
                    assertThat(mortal.job(job).status()).isEqualTo(Status.COMPLETED);
                }
            }
        }
    }

    private int commitWithoutCounting(JobSpec job, Span span) {
        Reductions none = new Reductions(Catalogue.of(List.of()));
        Committer committer = new Committer(engine.store, engine.store, none, new ResultKeeper(engine.store, none,
            engine.clock), engine.clock);
        int committed = 0;
        for (var run : span.indices().runs()) {
            for (long index = run.from(); index < run.to(); index++) {
                committer.commit(new BlockOutcomes(job, job.blockOf(index),
                    List.of(Outcome.value(index, Long.toString(index))),
                    Block.EMPTY, BlockOutcomes.Credit.NONE, engine.clock.instant()));
                committed++;
            }
        }
        return committed;
    }

    /** A sweep whose look at a job's blocks fails at its first call. */
    private void sweepCutShortBy(RuntimeException fault) {
        engine.beforeCall = () -> {
            if (isWithin("revive")) {
                throw fault;
            }
        };
        try {
            sweep();
        } finally {
            engine.beforeCall = () -> { };
        }
    }

    private static boolean isWithin(String method) {
        return StackWalker.getInstance().walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(method)));
    }

    private JobSpec range(long total, int blockSize) {
        return Jobs.of("test", Jobs.range(total, blockSize, engine.clock));
    }

    private void standStill() {
        engine.clock.forward(OVER_HALF_AN_HOUR);
        sweep();
    }

    private void sweep() {
        engine.sweep();
    }

    private void purge() {
        for (InMemorySpanQueue queue : List.of(engine.jobsQueue, engine.forksQueue)) {
            queue.purge();
        }
    }

    /** The indices of the spans in the queue of forks, none of which overlaps another. */
    private IndexRuns sent(JobSpec job) {
        List<IndexRun> runs = new ArrayList<>();
        long size = 0;
        for (List<Delivery> batch = engine.forksQueue.receive(10); !batch.isEmpty();
                batch = engine.forksQueue.receive(10)) {
            for (Delivery delivery : batch) {
                Span span = SpanCodec.decode(delivery.body());
                assertThat(span.job()).isEqualTo(Jobs.of(job.task(), job));
                assertThat(span.indices().size() > Span.LARGEST).isFalse();
                runs.addAll(span.indices().runs());
                size += span.indices().size();
            }
        }
        IndexRuns union = IndexRuns.union(runs);
        assertThat(union.size()).isEqualTo(size);
        return union;
    }

    private static List<String> values(long total) {
        return LongStream.range(0, total)
            .mapToObj(index -> "{\"index\":" + index + ",\"value\":" + index + "}").toList();
    }
}
