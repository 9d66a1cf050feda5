package dev.elementwise.task.number;

import java.math.BigInteger;

/**
 * Arithmetic modulo an odd n below 2^133, in Montgomery's form with R = 2^140.
 *
 * <p>A residue is five limbs of 28 bits, lowest first, for a number below 2n (sums and differences: below 6n),
 * so that no product needs a last comparison: 6n * 4n / R + n is below 2n. Limbs of sums and differences may be
 * negative or a bit too long; products of five such limbs still fit a long. Montgomery, "Modular multiplication without
 * trial division", Math. Comp. 44 (1985). Arrays are written in place: the inner loop of a factorization allocates
 * nothing. Immutable, so safe for several threads; a residue belongs to one.
 */
final class Residues {

    static final int MAX_BITS = 133;
    private static final int LIMBS = 5;
    private static final int BITS = 28;
    private static final long MASK = (1L << BITS) - 1;

    private final BigInteger modulus;
    private final long[] n;
    private final long[] twice;
    /** -1/n modulo 2^28. */
    private final long negativeInverse;

    Residues(BigInteger modulus) {
        if (modulus.bitLength() > MAX_BITS || !modulus.testBit(0)) {
            throw new IllegalArgumentException("Not an odd number below 2^" + MAX_BITS + ": " + modulus);
        }
        this.modulus = modulus;
        this.n = limbs(modulus);
        this.twice = limbs(modulus.shiftLeft(1));
        BigInteger base = BigInteger.ONE.shiftLeft(BITS);
        this.negativeInverse = base.subtract(modulus.modInverse(base)).longValueExact();
    }

    BigInteger modulus() {
        return modulus;
    }

    static long[] empty() {
        return new long[LIMBS];
    }

    long[] of(BigInteger value) {
        return limbs(value.shiftLeft(LIMBS * BITS).mod(modulus));
    }

    /** The greatest common divisor of a product and n. */
    BigInteger gcd(long[] residue) {
        BigInteger value = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            value = value.shiftLeft(BITS).add(BigInteger.valueOf(residue[i]));
        }
        return value.gcd(modulus);
    }

    /** {@code into = a + b}, both products. */
    void add(long[] into, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            into[i] = a[i] + b[i];
        }
    }

    /** {@code into = a - b}, both products. */
    void subtract(long[] into, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            into[i] = a[i] - b[i] + twice[i];
        }
    }

    /** {@code into = a * b}; {@code into} may be one of them. Written out: a loop is several times slower. */
    void multiply(long[] into, long[] a, long[] b) {
        long b0 = b[0];
        long b1 = b[1];
        long b2 = b[2];
        long b3 = b[3];
        long b4 = b[4];
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        for (int i = 0; i < LIMBS; i++) {
            long digit = a[i];
            t0 += digit * b0;
            long q = t0 * negativeInverse & MASK;
            long carry = t0 + q * n[0] >> BITS;
            t0 = t1 + digit * b1 + q * n[1] + carry;
            t1 = t2 + digit * b2 + q * n[2];
            t2 = t3 + digit * b3 + q * n[3];
            t3 = digit * b4 + q * n[4];
        }
        t1 += t0 >> BITS;
        t2 += t1 >> BITS;
        t3 += t2 >> BITS;
        into[0] = t0 & MASK;
        into[1] = t1 & MASK;
        into[2] = t2 & MASK;
        into[3] = t3 & MASK;
        into[4] = t3 >> BITS;
    }

    private static long[] limbs(BigInteger value) {
        long[] limbs = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = value.shiftRight(i * BITS).longValue() & MASK;
        }
        return limbs;
    }
}
