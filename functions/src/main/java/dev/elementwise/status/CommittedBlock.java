package dev.elementwise.status;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcomes of a block that count, by their indices. Immutable. */
final class CommittedBlock {

    private static final int OBJECT_BYTES = 64;

    private final IndexRun indices;
    private final @Nullable Outcome[] outcomes;
    private final long failed;
    private final int count;
    private final long bytes;

    private CommittedBlock(IndexRun indices, @Nullable Outcome[] outcomes, Block block) {
        this.indices = indices;
        this.outcomes = outcomes;
        this.failed = block.failed();
        int found = 0;
        long size = 0;
        for (Outcome outcome : outcomes) {
            if (outcome != null) {
                found++;
                size += outcome.line().length + OBJECT_BYTES;
            }
        }
        this.count = found;
        this.bytes = size;
    }

    /**
     * Reads a block's parts.
     *
     * @param indices the block's
     * @param lines gives the lines of a part that stand under a key
     */
    static CommittedBlock of(IndexRun indices, Block block, Function<String, byte[]> lines) {
        @Nullable Outcome[] outcomes = new Outcome[block.parts().isEmpty() ? 0 : (int) indices.size()];
        for (Part part : block.parts()) {
            byte[] packed = part.lines().orElseGet(() -> lines.apply(part.key().orElseThrow()));
            for (Outcome outcome : OutcomeLines.unpack(packed)) {
                if (part.credited().contains(outcome.index())) {
                    outcomes[(int) (outcome.index() - indices.from())] = outcome;
                }
            }
        }
        return new CommittedBlock(indices, outcomes, block);
    }

    IndexRun indices() {
        return indices;
    }

    Optional<Outcome> find(long index) {
        return outcomes.length == 0 ? Optional.empty()
            : Optional.ofNullable(outcomes[(int) (index - indices.from())]);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether every element has its outcome: then the block never changes again. */
    boolean isComplete() {
        return count == indices.size();
    }

    long failed() {
        return failed;
    }

    /** About how much memory this takes. */
    long bytes() {
        return bytes;
    }
}
