package dev.elementwise.job;

/**
 * The integers that Python's {@code range(start, stop, step)} gives.
 *
 * @param step not 0
 */
public record Range(long start, long stop, long step) {

    /** The largest bound either way: integers up to here are exact in every JSON reader (RFC 8259, section 6). */
    public static final long LARGEST_BOUND = (1L << 53) - 1;

    public Range {
        if (step == 0) {
            throw new IllegalArgumentException("A range's step is not 0");
        }
        if (outside(start) || outside(stop) || outside(step)) {
            throw new IllegalArgumentException("A range's numbers are within +-" + LARGEST_BOUND);
        }
    }

    /** How many integers there are. */
    public long size() {
        long span = step > 0 ? stop - start : start - stop;
        long stride = Math.abs(step);
        return span <= 0 ? 0 : (span - 1) / stride + 1;
    }

    /** The integer at {@code index}, counted from 0. */
    public long element(long index) {
        return start + index * step;
    }

    private static boolean outside(long bound) {
        return bound > LARGEST_BOUND || bound < -LARGEST_BOUND;
    }
}
