package dev.elementwise.simulation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * What elements cost, in nanoseconds of a core: the same for the same index each time.
 *
 * @param name as tables show it
 */
record Costs(String name, LongUnaryOperator of) {

    /** More than any job here has. */
    private static final long ELEMENTS_OF_A_DRAW = 100_000_000;

    /** All the same. */
    static Costs even(long nanos) {
        return new Costs("even, " + seconds(nanos), index -> nanos);
    }

    /**
     * A Pareto distribution that is cut off.
     *
     * @param shape above 1; up to 2, only the cut bounds the variance
     * @param mean of what is cut off
     * @param longest where it is cut off
     */
    record Pareto(double shape, long mean, long longest) {

        Pareto {
            if (!(shape > 1) || mean <= 0 || longest < mean) {
                throw new IllegalArgumentException("A Pareto distribution that is cut off has a shape above 1, and a "
                    + "longest that is not below its mean");
            }
        }

        private double cost(double scale, double uniform) {
            return Math.min(longest, scale * Math.pow(uniform, -1 / shape));
        }

        /** The smallest cost with which those that are cut off have the mean; found by halving. */
        private double scale() {
            double low = 0;
            double high = mean;
            for (int step = 0; step < 100; step++) {
                double middle = (low + high) / 2;
                // E[min(X, c)] = s (a - (s / c)^(a - 1)) / (a - 1)
                double meanOfMiddle = middle * (shape - Math.pow(middle / longest, shape - 1)) / (shape - 1);
                if (meanOfMiddle < mean) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** @param draw 0 or more: each gives other costs */
    static Costs pareto(Pareto pareto, long draw) {
        double scale = pareto.scale();
        String name = "Pareto " + pareto.shape() + ", mean " + seconds(pareto.mean()) + ", to "
            + seconds(pareto.longest());
        return new Costs(name, index -> (long) pareto.cost(scale, uniform(draw * ELEMENTS_OF_A_DRAW + index)));
    }

    /** All the same but for one in the middle of the list. */
    static Costs oneGiant(long nanos, long giant, long total) {
        return new Costs(seconds(nanos) + ", one giant of " + seconds(giant),
            index -> index == total / 2 ? giant : nanos);
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).round(new MathContext(3)).stripTrailingZeros().toPlainString() + " s";
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
