package dev.elementwise.job;

/** How many elements have which kind of outcome. Of two tallies of the same thing the one with more is the later. */
public record Tally(long succeeded, long failed) {

    public static final Tally NONE = new Tally(0, 0);

    public static Tally of(Block block) {
        return new Tally(block.succeeded(), block.failed());
    }

    public long total() {
        return succeeded + failed;
    }

    public Tally plus(Tally other) {
        return new Tally(succeeded + other.succeeded, failed + other.failed);
    }

    public boolean isLaterThan(Tally other) {
        return total() > other.total();
    }
}
