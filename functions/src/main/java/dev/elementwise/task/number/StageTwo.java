package dev.elementwise.task.number;

import java.math.BigInteger;

/**
 * The second stage of a curve: finds a divisor when one single prime above stage one's bound is left in the order.
 *
 * <p>Every such prime is {@code giant * STEP + baby} or {@code - baby}, and the points {@code giant * STEP * p} and
 * {@code baby * p} are then the same but for the sign of y, modulo the divisor: the cross products of their coordinates
 * are multiplied up. One factor serves both primes around a multiple.
 */
final class StageTwo {

    private final Residues residues;
    private final EllipticCurve curve;
    private final EllipticCurve.Point p;
    private final EllipticCurve.Point[] babies = new EllipticCurve.Point[CurveEffort.BABIES.length];
    /** x * z of each baby. */
    private final long[][] babyProducts = new long[CurveEffort.BABIES.length][];
    private final long[] left = Residues.empty();
    private final long[] right = Residues.empty();

    StageTwo(Residues residues, EllipticCurve curve, EllipticCurve.Point p) {
        this.residues = residues;
        this.curve = curve;
        this.p = p;
        for (int i = 0; i < babies.length; i++) {
            babies[i] = times(CurveEffort.BABIES[i]);
            babyProducts[i] = Residues.empty();
            residues.multiply(babyProducts[i], babies[i].x(), babies[i].z());
        }
    }

    private EllipticCurve.Point times(int factor) {
        return curve.multiply(p, BigInteger.valueOf(factor));
    }

    /** A residue that has a divisor in common with n when the stage succeeds. */
    long[] product(CurveEffort effort) {
        EllipticCurve.Point step = times(CurveEffort.STEP);
        EllipticCurve.Point before = times(CurveEffort.STEP * (effort.firstGiant() - 1));
        EllipticCurve.Point giant = times(CurveEffort.STEP * effort.firstGiant());
        long[] product = residues.of(BigInteger.ONE);
        for (int marks : effort.marks()) {
            collect(product, giant, marks);
            curve.add(before, giant, step, before);
            EllipticCurve.Point next = before;
            before = giant;
            giant = next;
        }
        return product;
    }

    /** Multiplies by xG * zB - xB * zG = (xG - xB) * (zG + zB) - xG * zG + xB * zB for every marked baby B. */
    private void collect(long[] product, EllipticCurve.Point giant, int marks) {
        long[] giantProduct = Residues.empty();
        residues.multiply(giantProduct, giant.x(), giant.z());
        for (int rest = marks; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            residues.subtract(left, giant.x(), babies[i].x());
            residues.add(right, giant.z(), babies[i].z());
            residues.multiply(left, left, right);
            residues.subtract(left, left, giantProduct);
            residues.add(left, left, babyProducts[i]);
            residues.multiply(product, product, left);
        }
    }
}
