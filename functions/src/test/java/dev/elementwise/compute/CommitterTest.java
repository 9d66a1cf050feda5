package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.compute.BlockOutcomes.Credit;
import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.Part;
import dev.elementwise.job.Status;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitterTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final JobSpec job = Jobs.range(16, 8, clock);
    private final List<String> calls = new ArrayList<>();
    private boolean glancesLag;

    @BeforeEach
    void createJob() {
        store.create(job, "{}");
    }

    @Test
    void whatOthersHavePutToASharedBlockIsSeenBeforeThePut() {
        commit(Block.EMPTY, 0, 2);
        calls.clear();

        Block block = commit(Block.EMPTY, 2, 4);

        assertThat(calls).containsExactly("glance", "put");
        assertThat(block.version()).isEqualTo(2);
        assertThat(block.covered().size()).isEqualTo(4);
    }

    @Test
    void whatAGlanceMissesCostsAPutThatIsRefusedAndNoOutcome() {
        commit(Block.EMPTY, 0, 2);
        calls.clear();
        glancesLag = true;

        Block block = commit(Block.EMPTY, 2, 4);

        assertThat(calls).containsExactly("glance", "put", "find", "put");
        assertThat(block.covered().size()).isEqualTo(4);
    }

    @Test
    void anOlderGlanceDoesNotTakeTheBlockBack() {
        Block first = commit(Block.EMPTY, 0, 2);
        calls.clear();
        glancesLag = true;

        Block block = commit(first, 2, 4);

        assertThat(calls).containsExactly("glance", "put");
        assertThat(block.covered().size()).isEqualTo(4);
    }

    @Test
    void blockThatIsFullWithTheseOutcomesIsPutWithoutALook() {
        commit(Block.EMPTY, 0, 8);
        Block half = commit(Block.EMPTY, 8, 12);
        calls.clear();

        commit(half, 12, 16);

        assertThat(calls).containsExactly("put");
    }

    @Test
    void whatIsCommittedAlreadyNeitherFillsTheBlockNorIsLookedAt() {
        Block first = commit(Block.EMPTY, 0, 5);
        calls.clear();

        commit(first, 0, 5);
        assertThat(calls).isEmpty();
        commit(first, 0, 6);
        assertThat(calls).containsExactly("glance", "put");
    }

    /** A put would be refused for the item's size again and again, and the elements computed each time. */
    @Test
    void jobOfABlockThatHasNoRoomForMoreIsGivenUp() {
        Part part = new Part(IndexRuns.of(0, 1), 1, 0, Optional.empty(), Optional.of("elsewhere"));
        Block full = new Block(1, Collections.nCopies(PartPacker.MOST_LISTED, part));
        store.put(job, 0, full);
        calls.clear();

        Block block = commit(full, 2, 4);

        assertThat(block).isEqualTo(full);
        assertThat(calls).doesNotContain("put", "putLines");
        Ending ending = store.find(job.id()).orElseThrow().ending().orElseThrow();
        assertThat(ending.status()).isEqualTo(Status.FAILED);
        assertThat(ending.reason().orElseThrow()).contains("from 0 to 7", "smaller chunkSize than 8");
    }

    private Block commit(Block known, long from, long to) {
        BlockStore blocks = (BlockStore) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {BlockStore.class}, (self, method, arguments) -> {
                calls.add(method.getName());
                return glancesLag && method.getName().equals("glance") ? List.of(Block.EMPTY)
                    : method.invoke(store, arguments);
            });
        List<Outcome> outcomes = LongStream.range(from, to).mapToObj(index -> Outcome.value(index, "1")).toList();
        Reductions none = new Reductions(Catalogue.of(List.of()));
        Committer committer = new Committer(blocks, store, none, new ResultKeeper(store, none, clock), clock);
        return committer.commit(committer.look(
            new BlockOutcomes(job, job.blockOf(from), outcomes, known, Credit.NONE, clock.instant())));
    }
}
