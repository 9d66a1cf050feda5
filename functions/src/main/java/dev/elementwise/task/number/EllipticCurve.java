package dev.elementwise.task.number;

import java.math.BigInteger;

/**
 * A curve {@code b y^2 = x^3 + a x^2 + x} in Montgomery's form, without y; for one thread, as it computes in place.
 *
 * <p>Montgomery, "Speeding the Pollard and elliptic curve methods of factorization", Math. Comp. 48 (1987), section 10.
 */
final class EllipticCurve {

    /** A point {@code x : z}; overwritten by whoever made it. */
    record Point(long[] x, long[] z) {

        Point() {
            this(Residues.empty(), Residues.empty());
        }
    }

    private final Residues residues;
    /** (a + 2) / 4. */
    private final long[] quarter;
    private final long[] sum = Residues.empty();
    private final long[] difference = Residues.empty();
    private final long[] left = Residues.empty();
    private final long[] right = Residues.empty();

    EllipticCurve(Residues residues, BigInteger quarter) {
        this.residues = residues;
        this.quarter = residues.of(quarter);
    }

    Point point(BigInteger x) {
        return new Point(residues.of(x), residues.of(BigInteger.ONE));
    }

    /** {@code factor * point}, for a positive factor. */
    Point multiply(Point point, BigInteger factor) {
        Point low = new Point(point.x().clone(), point.z().clone());
        Point high = new Point();
        twice(high, point);
        for (int bit = factor.bitLength() - 2; bit >= 0; bit--) {
            // high - low is always the point itself
            boolean set = factor.testBit(bit);
            add(set ? low : high, low, high, point);
            twice(set ? high : low, set ? high : low);
        }
        return low;
    }

    /** {@code into = 2 * p}; {@code into} may be {@code p}. */
    void twice(Point into, Point p) {
        residues.add(sum, p.x(), p.z());
        residues.multiply(sum, sum, sum);
        residues.subtract(difference, p.x(), p.z());
        residues.multiply(difference, difference, difference);
        residues.multiply(into.x(), sum, difference);
        residues.subtract(left, sum, difference);
        residues.multiply(right, quarter, left);
        residues.add(right, right, difference);
        residues.multiply(into.z(), left, right);
    }

    /** {@code into = p + q} where {@code p - q} or {@code q - p} is known; {@code into} may be any of them. */
    void add(Point into, Point p, Point q, Point known) {
        residues.subtract(difference, p.x(), p.z());
        residues.add(sum, q.x(), q.z());
        residues.multiply(left, difference, sum);
        residues.add(sum, p.x(), p.z());
        residues.subtract(difference, q.x(), q.z());
        residues.multiply(right, sum, difference);
        residues.add(sum, left, right);
        residues.multiply(sum, sum, sum);
        residues.subtract(difference, left, right);
        residues.multiply(difference, difference, difference);
        residues.multiply(left, sum, known.z());
        residues.multiply(into.z(), difference, known.x());
        System.arraycopy(left, 0, into.x(), 0, left.length);
    }
}
