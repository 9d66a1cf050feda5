package dev.elementwise.task.number;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Lenstra's elliptic-curve method for odd composites without small factors: curve after curve until one has a divisor.
 *
 * <p>Lenstra, "Factoring integers with elliptic curves", Annals of Math. 126 (1987); curves in Montgomery's form with
 * Suyama's parameter sigma, after Montgomery, "Speeding the Pollard and elliptic curve methods of factorization", Math.
 * Comp. 48 (1987). The bounds follow the table in the README of GMP-ECM: 2,000 and 25 curves for factors of 15 digits,
 * 11,000 and some 90 for 20 digits, the most a composite of 40 digits can have as its smallest. Sigma runs through the
 * integers from 6, so the same number always takes the same time.
 */
final class EllipticCurves {

    private static final int SHORT_CURVES = 25;
    private static final CurveEffort SHORT = CurveEffort.upTo(2_000);
    private static final CurveEffort LONG = CurveEffort.upTo(11_000);

    private EllipticCurves() {
    }

    /** A divisor of {@code n} that is neither one nor {@code n}. */
    static BigInteger divisor(BigInteger n) {
        Residues residues = new Residues(n);
        Optional<BigInteger> divisor = Optional.empty();
        for (int sigma = 6; divisor.isEmpty(); sigma++) {
            divisor = tryCurve(residues, BigInteger.valueOf(sigma), sigma < 6 + SHORT_CURVES ? SHORT : LONG);
        }
        return divisor.get();
    }

    private static Optional<BigInteger> tryCurve(Residues residues, BigInteger sigma, CurveEffort effort) {
        BigInteger n = residues.modulus();
        BigInteger u = sigma.multiply(sigma).subtract(BigInteger.valueOf(5));
        BigInteger v = sigma.shiftLeft(2);
        BigInteger common = u.multiply(v).gcd(n);
        if (!common.equals(BigInteger.ONE)) {
            return proper(common, n);
        }
        EllipticCurve curve = new EllipticCurve(residues, suyama(u, v, n));
        EllipticCurve.Point start = curve.point(u.pow(3).multiply(v.pow(3).modInverse(n)));
        EllipticCurve.Point end = curve.multiply(start, effort.stageOne());
        return proper(residues.gcd(end.z()), n)
            .or(() -> proper(residues.gcd(new StageTwo(residues, curve, end).product(effort)), n));
    }

    /** (A + 2) / 4 of the curve. */
    private static BigInteger suyama(BigInteger u, BigInteger v, BigInteger n) {
        BigInteger numerator = v.subtract(u).pow(3).multiply(u.multiply(BigInteger.valueOf(3)).add(v));
        BigInteger denominator = u.pow(3).multiply(v).shiftLeft(4);
        return numerator.multiply(denominator.modInverse(n)).mod(n);
    }

    private static Optional<BigInteger> proper(BigInteger divisor, BigInteger n) {
        return Optional.of(divisor).filter(d -> !d.equals(BigInteger.ONE) && !d.equals(n));
    }
}
