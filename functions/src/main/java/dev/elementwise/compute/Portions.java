package dev.elementwise.compute;

import dev.elementwise.job.IndexRuns;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many elements of a known cost are a worker's portion: a slice's worth, at least one for each of its lanes, and
 * whole blocks where these are not much larger. Where a lane has few of them, all have as many.
 *
 * @param slice how long a worker stays with a span
 * @param lanes how many elements it runs at the same time
 */
record Portions(Duration slice, int lanes) {

    /** Some seconds of commits, which come at the end. */
    private static final int MOST_BLOCKS = 2_048;
    private static final int MOST_PIECES = 10;
    private static final int FAMILY = 1 + MOST_PIECES;
    private static final int MUCH_LARGER = 2;
    /** Of so many rounds, one in which only some lanes have an element is no great loss. */
    private static final int MANY_ROUNDS = 8;
    /** A worker stays a quarter longer than it meant to, if that is all that it takes: {@link Limits#longest}. */
    private static final double MOST_OVER = 1.25;

    long size(Duration cost, int block) {
        double rounds = rounds(cost);
        if (rounds < MANY_ROUNDS) {
            return wholeRounds(rounds, block);
        }
        long size = Math.max(lanes, Math.min((long) MOST_BLOCKS * block, (long) (rounds * lanes)));
        return block <= MUCH_LARGER * size ? Math.max(1, Math.round((double) size / block)) * block : size;
    }

    /** In whole blocks, too, if such are not much more than is wanted. */
    private long wholeRounds(double rounds, int block) {
        double wanted = rounds * lanes;
        long shared = BigInteger.valueOf(lanes).gcd(BigInteger.valueOf(block)).longValue();
        long unit = lanes / shared * block;
        double most = unit == block ? MUCH_LARGER * wanted : MOST_OVER * wanted;
        return multiple(wanted, unit <= most ? unit : lanes);
    }

    /** The nearest, at least one, that can be done in time. */
    private static long multiple(double wanted, long unit) {
        long nearest = Math.round(wanted / unit);
        return Math.max(1, nearest * unit > MOST_OVER * wanted ? nearest - 1 : nearest) * unit;
    }

    /** Where a span is cut into portions: between blocks, unless these make rounds that only some lanes have. */
    int grain(Duration cost, int block) {
        return rounds(cost) < MANY_ROUNDS && size(cost, block) % block != 0 ? 1 : block;
    }

    private double rounds(Duration cost) {
        return (double) slice.toNanos() / Math.max(1, cost.toNanos());
    }

    /** Whether elements are so many that a worker had better share them at once. */
    boolean isTooMuch(long elements, Duration cost, int block) {
        return 2 * elements > 3 * size(cost, block);
    }

    /** How many elements of a span a worker keeps, the first ones; all, if these are not too much. */
    long kept(IndexRuns indices, long elements, Duration cost, int block) {
        if (!isTooMuch(elements, cost, block)) {
            return elements;
        }
        long portion = size(cost, block);
        long edge = indices.edge(portion, grain(cost, block));
        return edge < Math.min(elements, 2 * portion) ? edge : portion;
    }

    /**
     * Among how many workers elements are shared, and how many each gets. One to ten: more come in when these share
     * theirs, and that is why up to a hundred portions go in single ones and in such of eleven, one to keep and ten to
     * hand on. So most portions are handed on together with nine others, and neighbours come at about the same time.
     *
     * @param most the most pieces, at least 1
     */
    List<Long> pieces(long elements, Duration cost, int block, int most) {
        long size = size(cost, block);
        long portions = Math.max(1, (elements + size - 1) / size);
        if (most < MOST_PIECES || portions <= MOST_PIECES || portions >= MOST_PIECES * FAMILY) {
            int count = (int) Math.min(Math.min(MOST_PIECES, most), portions);
            return Collections.nCopies(count, (elements + count - 1) / count);
        }
        List<Long> pieces = new ArrayList<>();
        long families = (portions - 1) / FAMILY;
        while (families * FAMILY + MOST_PIECES - families < portions) {
            families++;
        }
        for (long left = elements; left > 0; left -= pieces.get(pieces.size() - 1)) {
            pieces.add(Math.min(left, pieces.size() < families ? FAMILY * size : size));
        }
        return pieces;
    }
}
