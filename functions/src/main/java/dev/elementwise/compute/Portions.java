package dev.elementwise.compute;

import java.time.Duration;

/**
 * How many elements of a known cost are a worker's portion: enough for three quarters of a slice, for costs are known
 * roughly, and at least one for each of its lanes.
 *
 * @param slice how long a worker stays with a span
 * @param lanes how many elements it runs at the same time
 */
record Portions(Duration slice, int lanes) {

    private static final int MOST_PIECES = 10;

    long size(Duration cost) {
        return Math.max(lanes, slice.toNanos() / 4 * 3 * lanes / Math.max(1, cost.toNanos()));
    }

    /** Whether elements are so many that a worker had better share them at once. */
    boolean isTooMuch(long elements, Duration cost) {
        return elements > 2 * size(cost);
    }

    /** Among how many workers elements are shared, 1 to 10: more come in when these share theirs. */
    int pieces(long elements, Duration cost) {
        long size = size(cost);
        return (int) Math.max(1, Math.min(MOST_PIECES, (elements + size - 1) / size));
    }
}
