package dev.elementwise.job;

/**
 * How many elements have which kind of outcome, and what they took. Of two tallies of the same thing the one with more
 * elements is the later.
 */
public record Tally(long succeeded, long failed, Effort effort) {

    public static final Tally NONE = new Tally(0, 0, Effort.NONE);

    /** Counts of elements that took nothing that is known. */
    public Tally(long succeeded, long failed) {
        this(succeeded, failed, Effort.NONE);
    }

    public static Tally of(Block block) {
        return new Tally(block.succeeded(), block.failed(), block.effort());
    }

    public long total() {
        return succeeded + failed;
    }

    public Tally plus(Tally other) {
        return new Tally(succeeded + other.succeeded, failed + other.failed, effort.plus(other.effort));
    }

    public boolean isLaterThan(Tally other) {
        return total() > other.total();
    }
}
