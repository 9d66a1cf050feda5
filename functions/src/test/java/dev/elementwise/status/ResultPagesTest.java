package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.ElementError;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.job.Tally;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a page reads of a job whose blocks have their lines elsewhere, in parts of ten elements: p0 to p9. */
class ResultPagesTest {

    private static final int BLOCK = 50;

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final CountingBlocks blocks = new CountingBlocks();
    private final ResultPages pages = new ResultPages(blocks, clock);
    private final Job job = job(2 * BLOCK);
    private Duration aLoad = Duration.ZERO;

    @Test
    void onlyPartsThatHaveWhatIsWantedAreRead() {
        commit(index -> index == 37 || index == 92);

        Page failed = pages.read(job, query(0, 100, Optional.of("failed")), inTime());

        assertThat(failed.lines()).hasSize(2);
        assertThat(failed.next()).isEmpty();
        assertThat(blocks.loaded).containsExactly("p3", "p9");
    }

    @Test
    void partsBeforeTheCursorAndBehindTheLimitAreNotRead() {
        commit(index -> false);

        Page page = pages.read(job, query(23, 10, Optional.empty()), inTime());

        assertThat(page.lines()).hasSize(10);
        assertThat(blocks.loaded).containsExactly("p2", "p3");
    }

    @Test
    void aPartIsReadOnceForAllPagesOfACompleteBlock() {
        commit(index -> false);
        for (long from = 0; from < 100; from += 5) {
            assertThat(pages.read(job, query(from, 5, Optional.empty()), inTime()).lines()).hasSize(5);
        }

        assertThat(blocks.loaded).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void aPageEndsEarlyWhenTheAnswerHasToLeave() {
        commit(index -> false);
        aLoad = Duration.ofSeconds(2);

        Page page = pages.read(job, query(0, 100, Optional.empty()), clock.instant().plusSeconds(5));
        Page late = pages.read(job, query(20, 100, Optional.empty()), clock.instant());

        assertThat(page.lines()).hasSize(20);
        assertThat(page.next()).contains(PageQuery.cursor(job, 20));
        assertThat(late.next()).contains(PageQuery.cursor(job, 30));
    }

    /** Of failures that stand far apart a page would read all values, and keep them. */
    @Test
    void aPageEndsEarlyWhenABlockTakesMuchMemory() {
        List<Part> parts = new ArrayList<>();
        String large = "x".repeat(20 << 20);
        for (long from = 0; from < BLOCK; from += 10) {
            String key = "large" + from;
            store.putLines(job.spec(), key, OutcomeLines.pack(List.of(Outcome.value(from, "\"" + large + '"'),
                Outcome.failure(from + 9, new ElementError("Odd", "", 1)))));
            parts.add(new Part(IndexRuns.of(from, from + 1).plus(IndexRuns.of(from + 9, from + 10)), 1, 1,
                Optional.empty(), Optional.of(key)));
        }
        put(0, parts);

        Page first = pages.read(job, query(0, 100, Optional.of("failed")), inTime());
        Page second = pages.read(job, query(31, 100, Optional.of("failed")), inTime());

        assertThat(first.lines()).hasSize(3);
        assertThat(first.next()).contains(PageQuery.cursor(job, 31));
        assertThat(second.lines()).hasSize(2);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void partsThatLieInterleavedAreReadInOrder() {
        IndexRuns even = runs(0);
        IndexRuns odd = runs(1);
        put(0, List.of(part("even", even, index -> false), part("odd", odd, index -> false)));

        Page page = pages.read(job, query(7, 20, Optional.empty()), inTime());

        assertThat(page.lines()).extracting(line -> OutcomeLines.unpack(OutcomeLines.pack(
            List.of(new Outcome(0, true, 0, line)))).get(0).index()).isEqualTo(LongStream.range(7, 27).boxed().toList());
        assertThat(blocks.loaded).containsExactlyInAnyOrder("even", "odd");
    }

    private static IndexRuns runs(int first) {
        IndexRuns runs = IndexRuns.NONE;
        for (long index = first; index < BLOCK; index += 2) {
            runs = runs.plus(IndexRuns.of(index, index + 1));
        }
        return runs;
    }

    private void commit(java.util.function.LongPredicate fails) {
        for (int block = 0; block < 2; block++) {
            List<Part> parts = new ArrayList<>();
            for (long from = block * BLOCK; from < (block + 1) * BLOCK; from += 10) {
                parts.add(part("p" + from / 10, IndexRuns.of(from, from + 10), fails));
            }
            put(block, parts);
        }
    }

    private void put(int number, List<Part> parts) {
        store.put(job.spec(), number, new Block(1, parts));
    }

    private Part part(String key, IndexRuns credited, java.util.function.LongPredicate fails) {
        List<Outcome> outcomes = new ArrayList<>();
        credited.runs().forEach(run -> LongStream.range(run.from(), run.to()).forEach(index ->
            outcomes.add(fails.test(index) ? Outcome.failure(index, new ElementError("Odd", "", 1))
                : Outcome.value(index, "1"))));
        store.putLines(job.spec(), key, OutcomeLines.pack(outcomes));
        long succeeded = outcomes.stream().filter(Outcome::succeeded).count();
        return new Part(credited, succeeded, outcomes.size() - succeeded, Optional.empty(), Optional.of(key));
    }

    @Test
    void jobThatDiscardsShowsItsErrorsAlone() {
        JobSpec spec = Jobs.discarding(job.spec());
        Job discarding = new Job(spec, true, Optional.empty(), job.tally(), job.ending(), Block.EMPTY);
        Outcome error = Outcome.failure(70, new ElementError("Odd", "", 1));
        store.put(spec, 0, new Block(1, List.of(discarded(IndexRuns.of(0, 50), List.of()))));
        store.put(spec, 1, new Block(1, List.of(discarded(IndexRuns.of(50, 100), List.of(error)))));

        for (Optional<String> outcome : List.of(Optional.<String>empty(), Optional.of("failed"))) {
            Page page = pages.read(discarding, query(0, 10, outcome), inTime());
            assertThat(page.lines()).containsExactly(error.line());
            assertThat(page.next()).isEmpty();
        }
        assertThat(pages.read(discarding, query(0, 10, Optional.of("succeeded")), inTime()).lines()).isEmpty();
    }

    private static Part discarded(IndexRuns credited, List<Outcome> errors) {
        return new Part(credited, credited.size() - errors.size(), errors.size(),
            Optional.of(OutcomeLines.pack(errors)), Optional.empty());
    }

    private Job job(long total) {
        JobSpec spec = Jobs.range(total, BLOCK, clock);
        return new Job(spec, true, Optional.empty(), new Tally(total, 0),
            Optional.of(Ending.completed(clock.instant())),
            Block.EMPTY);
    }

    private Instant inTime() {
        return clock.instant().plusSeconds(20);
    }

    private static PageQuery query(long from, int limit, Optional<String> outcome) {
        return new PageQuery(from, limit, outcome, false);
    }

    /** The store's blocks; notes which lines are loaded, each of which takes its time. */
    private final class CountingBlocks implements BlockStore {

        private final List<String> loaded = new ArrayList<>();

        @Override
        public Block find(JobSpec of, int number) {
            return store.find(of, number);
        }

        @Override
        public List<Block> find(JobSpec of, int first, int count) {
            return store.find(of, first, count);
        }

        @Override
        public boolean put(JobSpec of, int number, Block block) {
            return store.put(of, number, block);
        }

        @Override
        public void putOrigins(JobSpec retry, int number, long[] origins) {
            store.putOrigins(retry, number, origins);
        }

        @Override
        public long[] getOrigins(JobSpec retry, int number) {
            return store.getOrigins(retry, number);
        }

        @Override
        public void putLines(JobSpec of, String key, byte[] lines) {
            store.putLines(of, key, lines);
        }

        @Override
        public byte[] getLines(JobSpec of, String key) {
            loaded.add(key);
            clock.forward(aLoad);
            return store.getLines(of, key);
        }
    }
}
