package dev.elementwise.job;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many elements have which kind of outcome, what they took, and, where the job is reduced, what their values are
 * reduced to. Of two tallies of the same thing the one with more elements is the later.
 *
 * @param partials that have not been combined yet, in no order
 */
public record Tally(long succeeded, long failed, Effort effort, List<String> partials) {

    public static final Tally NONE = new Tally(0, 0);

    /** Counts of elements that took nothing that is known. */
    public Tally(long succeeded, long failed) {
        this(succeeded, failed, Effort.NONE, List.of());
    }

    public static Tally of(Block block) {
        return new Tally(block.succeeded(), block.failed(), block.effort(),
            block.partial().map(List::of).orElse(List.of()));
    }

    public long total() {
        return succeeded + failed;
    }

    public Tally plus(Tally other) {
        List<String> all = Stream.concat(partials.stream(), other.partials.stream()).toList();
        return new Tally(succeeded + other.succeeded, failed + other.failed, effort.plus(other.effort), all);
    }

    /** The same with other partials. */
    public Tally with(List<String> others) {
        return new Tally(succeeded, failed, effort, others);
    }

    public boolean isLaterThan(Tally other) {
        return total() > other.total();
    }
}
