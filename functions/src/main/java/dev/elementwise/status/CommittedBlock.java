package dev.elementwise.status;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * The outcomes of a block that count. Which elements have one is known from the start; the outcomes themselves are read
 * part by part, when somebody asks, and kept. Safe for use by several threads.
 */
final class CommittedBlock {

    /** What the objects of a block, and of each of its stretches, take besides outcomes. */
    private static final long OWN_BYTES = 1_024;
    private static final long BYTES_OF_STRETCH = 128;

    /** Neighbouring elements whose outcomes stand in the same part. */
    record Stretch(IndexRun run, int number, Part part) {
    }

    private final IndexRun indices;
    private final Function<String, byte[]> lines;
    private final LongUnaryOperator shown;
    private final List<Stretch> stretches = new ArrayList<>();
    private final AtomicReferenceArray<PartOutcomes> unpacked;
    private final AtomicLong bytes;

    /**
     * @param indices the block's
     * @param lines gives the lines of a part that stand under a key
     * @param shown gives the index under which an outcome is shown
     */
    CommittedBlock(IndexRun indices, Block block, Function<String, byte[]> lines, LongUnaryOperator shown) {
        this.indices = indices;
        this.lines = lines;
        this.shown = shown;
        this.unpacked = new AtomicReferenceArray<>(block.parts().size());
        for (int number = 0; number < block.parts().size(); number++) {
            Part part = block.parts().get(number);
            for (IndexRun run : part.credited().runs()) {
                stretches.add(new Stretch(run, number, part));
            }
        }
        stretches.sort(Comparator.comparingLong(stretch -> stretch.run().from()));
        this.bytes = new AtomicLong(OWN_BYTES + stretches.size() * BYTES_OF_STRETCH
            + block.parts().stream().mapToLong(part -> part.lines().map(packed -> packed.length).orElse(0)).sum());
    }

    IndexRun indices() {
        return indices;
    }

    /** All elements that have an outcome, in order. */
    List<Stretch> stretches() {
        return stretches;
    }

    /** The outcomes of the part that a stretch stands in; reads them if nobody has before. */
    PartOutcomes outcomes(Stretch stretch) {
        PartOutcomes known = unpacked.get(stretch.number());
        if (known == null) {
            Part part = stretch.part();
            byte[] packed = part.lines().orElseGet(() -> lines.apply(part.key().orElseThrow()));
            known = PartOutcomes.unpack(packed, part.credited(), shown);
            if (unpacked.compareAndSet(stretch.number(), null, known)) {
                bytes.addAndGet(known.bytes());
            }
        }
        return known;
    }

    /** Whether every element has its outcome: then the block never changes again. */
    boolean isComplete() {
        return stretches.stream().mapToLong(stretch -> stretch.run().size()).sum() == indices.size();
    }

    /** About how much memory this takes, with what has been read of it by now. */
    long bytes() {
        return bytes.get();
    }
}
