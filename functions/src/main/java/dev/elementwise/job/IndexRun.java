package dev.elementwise.job;

/** The indices from {@code from} on, up to and without {@code to}; never empty. */
public record IndexRun(long from, long to) {

    public IndexRun {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("Not a run of indices: " + from + " to " + to);
        }
    }

    public long size() {
        return to - from;
    }
}
