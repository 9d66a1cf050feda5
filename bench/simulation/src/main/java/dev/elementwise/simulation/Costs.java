package dev.elementwise.simulation;

import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * What elements cost, in nanoseconds of a core: the same for the same index each time.
 *
 * @param name as tables show it
 */
record Costs(String name, LongUnaryOperator of) {

    /** The shape of the Pareto distribution: a finite mean, and a variance that only the cap bounds. */
    private static final double SHAPE = 1.5;

    /** More than any job here has. */
    private static final long ELEMENTS_OF_A_DRAW = 100_000_000;

    /** All the same. */
    static Costs even(long nanos) {
        return new Costs("even", index -> nanos);
    }

    /**
     * Pareto distributed with shape 1.5, cut off at a longest.
     *
     * @param mean of what is cut off
     * @param draw 0 or more: each gives other costs
     */
    static Costs pareto(long mean, long longest, long draw) {
        double scale = scale(mean, longest);
        return new Costs("Pareto", index ->
            (long) Math.min(longest, scale * Math.pow(uniform(draw * ELEMENTS_OF_A_DRAW + index), -1 / SHAPE)));
    }

    /** The smallest cost with which those that are cut off have the mean; found by halving. */
    private static double scale(long mean, long longest) {
        double low = 0;
        double high = mean;
        for (int step = 0; step < 100; step++) {
            double middle = (low + high) / 2;
            // E[min(X, c)] = s (a - (s / c)^(a - 1)) / (a - 1)
            double meanOfMiddle = middle * (SHAPE - Math.pow(middle / longest, SHAPE - 1)) / (SHAPE - 1);
            if (meanOfMiddle < mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** All the same but for one in the middle of the list. */
    static Costs oneGiant(long nanos, long giant, long total) {
        return new Costs("one giant", index -> index == total / 2 ? giant : nanos);
    }

    double sum(long total) {
        return LongStream.range(0, total).mapToDouble(index -> of.applyAsLong(index)).sum();
    }

    long longest(long total) {
        return LongStream.range(0, total).map(of).max().orElse(0);
    }

    /** A number in (0, 1] that the index decides (SplitMix64). */
    private static double uniform(long index) {
        long z = (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53 + 0x1.0p-53;
    }
}
