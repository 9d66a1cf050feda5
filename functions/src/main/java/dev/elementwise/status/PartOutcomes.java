package dev.elementwise.status;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The outcomes of a part that count, unpacked. Immutable. */
final class PartOutcomes {

    private static final int OBJECT_BYTES = 64;

    private final List<Outcome> sorted;
    private final long bytes;

    private PartOutcomes(List<Outcome> sorted) {
        this.sorted = sorted;
        this.bytes = sorted.stream().mapToLong(outcome -> outcome.line().length + OBJECT_BYTES).sum();
    }

    /** @param shown under which index an outcome is shown */
    static PartOutcomes unpack(byte[] packed, IndexRuns credited, LongUnaryOperator shown) {
        return new PartOutcomes(OutcomeLines.unpack(packed).stream()
            .filter(outcome -> credited.contains(outcome.index()))
            .map(outcome -> outcome.shownAs(shown.applyAsLong(outcome.index())))
            .sorted(Comparator.comparingLong(Outcome::index)).toList());
    }

    /** The outcome of an index that the part is credited with; none, if its value was not kept. */
    @Nullable Outcome find(long index) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Outcome outcome = sorted.get(middle);
            if (outcome.index() == index) {
                return outcome;
            } else if (outcome.index() < index) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** About how much memory this takes. */
    long bytes() {
        return bytes;
    }
}
