package dev.elementwise.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class IndexRunsTest {

    @Test
    void setOperationsAgreeWithSetsOfIntegers() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> left = set(random);
            TreeSet<Long> right = set(random);
            IndexRun window = new IndexRun(10, 30);

            assertThat(set(runs(left).plus(runs(right)))).as("plus, seed %d", seed).isEqualTo(plus(left, right));
            assertThat(set(runs(left).minus(runs(right)))).as("minus, seed %d", seed).isEqualTo(minus(left, right));
            assertThat(set(runs(left).within(window))).as("within, seed %d", seed)
                .isEqualTo(new TreeSet<>(left.subSet(10L, 30L)));
            assertThat(runs(left).size()).isEqualTo(left.size());
            for (long index = 0; index < 50; index++) {
                assertThat(runs(left).contains(index)).isEqualTo(left.contains(index));
            }
        }
    }

    @Test
    void piecesOfASplitAreNearlyEqualAndTogetherTheWhole() {
        IndexRuns runs = IndexRuns.of(0, 10).plus(IndexRuns.of(20, 35));

        List<IndexRuns> pieces = runs.split(4, 1);

        assertThat(pieces).extracting(IndexRuns::size).containsExactly(6L, 6L, 6L, 7L);
        assertThat(pieces.stream().reduce(IndexRuns.NONE, IndexRuns::plus)).isEqualTo(runs);
    }

    @Test
    void splitIntoMorePiecesThanIndicesGivesSingleIndices() {
        assertThat(IndexRuns.of(3, 6).split(10, 1)).containsExactly(
            IndexRuns.of(3, 4), IndexRuns.of(4, 5), IndexRuns.of(5, 6));
    }

    private static TreeSet<Long> set(Random random) {
        TreeSet<Long> set = new TreeSet<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            set.add((long) random.nextInt(50));
        }
        return set;
    }

    private static IndexRuns runs(TreeSet<Long> set) {
        List<IndexRun> runs = new ArrayList<>();
        set.forEach(index -> runs.add(new IndexRun(index, index + 1)));
        return IndexRuns.union(runs);
    }

    private static TreeSet<Long> set(IndexRuns runs) {
        TreeSet<Long> set = new TreeSet<>();
        runs.runs().forEach(run -> {
            for (long index = run.from(); index < run.to(); index++) {
                set.add(index);
            }
        });
        return set;
    }

    private static TreeSet<Long> plus(TreeSet<Long> left, TreeSet<Long> right) {
        TreeSet<Long> sum = new TreeSet<>(left);
        sum.addAll(right);
        return sum;
    }

    private static TreeSet<Long> minus(TreeSet<Long> left, TreeSet<Long> right) {
        TreeSet<Long> rest = new TreeSet<>(left);
        rest.removeAll(right);
        return rest;
    }

    @Test
    void piecesAreCutAtBlocksWhereTheseAreNear() {
        assertThat(IndexRuns.of(5, 105).split(3, 20)).containsExactly(
            IndexRuns.of(5, 40), IndexRuns.of(40, 80), IndexRuns.of(80, 105));
        assertThat(IndexRuns.of(5, 105).split(4, 1_000)).extracting(IndexRuns::size)
            .containsExactly(25L, 25L, 25L, 25L);
        assertThat(IndexRuns.of(0, 60).split(List.of(22L, 2L, 99L), 20)).containsExactly(
            IndexRuns.of(0, 40), IndexRuns.of(40, 60));
    }

    @Test
    void edgeIsTheNextBlockOrTheEnd() {
        IndexRuns runs = IndexRuns.union(List.of(new IndexRun(3, 8), new IndexRun(15, 30)));

        assertThat(runs.edge(0, 10)).isEqualTo(5);
        assertThat(runs.edge(5, 10)).isEqualTo(10);
        assertThat(runs.edge(10, 10)).isEqualTo(10);
        assertThat(runs.edge(11, 100)).isEqualTo(20);
    }
}
