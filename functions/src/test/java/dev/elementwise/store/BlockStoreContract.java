package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.ElementError;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.time.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BlockStore} keeps to. */
public abstract class BlockStoreContract {

    private final JobSpec job = Jobs.list(300, 10, new SettableClock());

    protected abstract BlockStore store();

    @Test
    void blockThatNobodyPutIsEmpty() {
        assertThat(store().find(job, 3)).isEqualTo(Block.EMPTY);
    }

    /** DynamoDB gives a hundred at a time. */
    @Test
    void manyBlocksAreFoundAtOnce() {
        JobSpec many = Jobs.list(1_500, 10, new SettableClock());
        IntStream.range(0, 150).forEach(number -> store().put(many, number, block(1, number * 10L)));

        assertThat(store().find(many, 0, 150)).hasSize(150).allMatch(block -> block.version() == 1);
    }

    @Test
    void firstPutWinsAndTheSecondChangesNothing() {
        assertThat(store().put(job, 0, block(1, 0))).isTrue();
        assertThat(store().put(job, 0, block(1, 5))).isFalse();

        assertThat(store().find(job, 0).covered()).isEqualTo(IndexRuns.of(0, 2));
    }

    @Test
    void onlyTheNextVersionReplacesABlock() {
        store().put(job, 1, block(1, 10));

        assertThat(store().put(job, 1, block(3, 12))).isFalse();
        assertThat(store().put(job, 1, block(2, 12))).isTrue();
        assertThat(store().put(job, 1, block(2, 14))).isFalse();

        assertThat(store().find(job, 1).version()).isEqualTo(2);
        assertThat(store().find(job, 1).covered()).isEqualTo(IndexRuns.of(12, 14));
    }

    @Test
    void linesInsideABlockComeBackAsTheyWere() {
        store().put(job, 2, block(1, 20));

        Part part = store().find(job, 2).parts().get(0);

        assertThat(OutcomeLines.unpack(part.lines().orElseThrow())).extracting(Outcome::index)
            .containsExactly(20L, 21L);
        assertThat(part.succeeded()).isEqualTo(2);
        assertThat(part.failed()).isZero();
    }

    @Test
    void originsOfARetrysBlockComeBackAsTheyWere() {
        long[] origins = {0, 1, 127, 128, 16_384, 999_999_999, (1L << 53) - 2};

        store().putOrigins(job, 4, origins);
        store().putOrigins(job, 5, new long[] {7});

        assertThat(store().getOrigins(job, 4)).isEqualTo(origins);
        assertThat(store().getOrigins(job, 5)).containsExactly(7);
    }

    @Test
    void elementThatIsKeptWithAnErrorComesBackAndIsNoPartOfTheLine() {
        Outcome failed = Outcome.failure(40, new ElementError("Bad", "\t", 1)).keeping(List.of("\t\n", 1L));
        Outcome value = Outcome.value(41, "\"\\t\"");

        store().put(job, 6, new Block(1, List.of(new Part(IndexRuns.of(40, 42), 1, 1,
            Optional.of(OutcomeLines.pack(List.of(failed, value))), Optional.empty()))));

        List<Outcome> found =
            OutcomeLines.unpack(store().find(job, 6).parts().get(0).lines().orElseThrow());
        assertThat(found.get(0).line()).isEqualTo(failed.line());
        assertThat(found.get(0).element().orElseThrow()).asString().isEqualTo("[\"\\t\\n\",1]");
        assertThat(found.get(1).line()).isEqualTo(value.line());
        assertThat(found.get(1).element()).isEmpty();
    }

    @Test
    void linesOutsideABlockComeBackUnderTheirKey() {
        byte[] lines = new byte[BlockStore.LARGEST_INLINE];
        String key = UUID.randomUUID().toString();
        store().putLines(job, key, lines);
        Part part = new Part(new IndexRuns(List.of()).plus(IndexRuns.of(30, 31)).plus(IndexRuns.of(33, 35)), 2, 1,
            Optional.empty(), Optional.of(key));

        store().put(job, 3, new Block(1, List.of(part)));

        assertThat(store().find(job, 3).parts()).containsExactly(part);
        assertThat(store().getLines(job, key)).isEqualTo(lines);
    }

    @Test
    void consecutiveBlocksAreFoundInOrderWithGaps() {
        store().put(job, 5, block(1, 50));
        store().put(job, 7, block(1, 70));

        List<Block> found = store().find(job, 5, 3);

        assertThat(found).extracting(Block::version).containsExactly(1, 0, 1);
        assertThat(found.get(2).covered()).isEqualTo(IndexRuns.of(70, 72));
    }

    @Test
    void glanceGivesConsecutiveBlocksInOrderWithGaps() {
        store().put(job, 10, block(1, 100));
        store().put(job, 12, block(1, 120));

        assertThat(store().glance(job, 10, 3)).extracting(Block::version).containsExactly(1, 0, 1);
        assertThat(store().glance(job, 12, 1)).extracting(Block::covered).containsExactly(IndexRuns.of(120, 122));
        assertThat(store().glance(job, 13, 1)).containsExactly(Block.EMPTY);
    }

    @Test
    void ofManyPutsAtOnceOneWins() {
        List<Block> blocks = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> blocks.add(block(1, 80)));

        long won = blocks.parallelStream().filter(block -> store().put(job, 8, block)).count();

        assertThat(won).isEqualTo(1);
    }

    @Test
    void effortAndPartialOfABlockComeBackAsTheyWere() {
        Effort effort = new Effort(1, 2, 3, 4, 5, 6, 7);

        store().put(job, 9, new Block(1, block(1, 90).parts(), effort, Optional.of("{\"value\":7}")));

        assertThat(store().find(job, 9).effort()).isEqualTo(effort);
        assertThat(store().find(job, 9).partial()).contains("{\"value\":7}");
    }

    private static Block block(int version, long from) {
        List<Outcome> outcomes = List.of(Outcome.value(from, "1"), Outcome.value(from + 1, "\"zwei\""));
        return new Block(version, List.of(new Part(IndexRuns.of(from, from + 2), 2, 0,
            Optional.of(OutcomeLines.pack(outcomes)), Optional.empty())));
    }
}
