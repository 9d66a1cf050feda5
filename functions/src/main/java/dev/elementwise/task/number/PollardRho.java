package dev.elementwise.task.number;

/**
 * Pollard's rho method in Brent's form, for odd composites below 2^62.
 *
 * <p>Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980). Products are taken modulo n after
 * Montgomery, "Modular multiplication without trial division", Math. Comp. 44 (1985), without a division. The walk is
 * fixed, so the same number always takes the same time.
 */
final class PollardRho {

    /** So many differences are multiplied up before their common divisor with n is looked for. */
    private static final int BATCH = 128;

    private final long n;
    /** -1/n modulo 2^64. */
    private final long negativeInverse;
    private final long addend;

    private PollardRho(long n, long addend) {
        this.n = n;
        this.addend = addend;
        long inverse = n;
        for (int correctBits = 3; correctBits < Long.SIZE; correctBits *= 2) {
            inverse *= 2 - n * inverse;
        }
        this.negativeInverse = -inverse;
    }

    /** A divisor of {@code n} that is neither one nor {@code n}. */
    static long divisor(long n) {
        long divisor = n;
        for (long addend = 1; divisor == n; addend++) {
            divisor = new PollardRho(n, addend).walk();
        }
        return divisor;
    }

    /** May be {@code n} itself, when all its prime factors show at the same step. */
    private long walk() {
        long tortoise;
        long hare = 2;
        for (long length = 1; ; length *= 2) {
            tortoise = hare;
            for (long i = 0; i < length; i++) {
                hare = next(hare);
            }
            for (long done = 0; done < length; done += BATCH) {
                long start = hare;
                long steps = Math.min(BATCH, length - done);
                long product = 1;
                for (long i = 0; i < steps; i++) {
                    hare = next(hare);
                    product = multiply(product, Math.abs(tortoise - hare));
                }
                if (gcd(product, n) != 1) {
                    return retrace(tortoise, start);
                }
            }
        }
    }

    private long retrace(long tortoise, long start) {
        long hare = start;
        long divisor = 1;
        while (divisor == 1) {
            hare = next(hare);
            divisor = gcd(Math.abs(tortoise - hare), n);
        }
        return divisor;
    }

    private long next(long x) {
        long square = multiply(x, x) + addend;
        return square >= n ? square - n : square;
    }

    /** {@code a * b / 2^64} modulo n; the factor 2^-64 only makes another, equally good walk. */
    private long multiply(long a, long b) {
        long low = a * b;
        long factor = low * negativeInverse;
        // low + the low half of factor * n is 0 modulo 2^64: it carries one, unless both are zero.
        long sum = Math.multiplyHigh(a, b) + unsignedHigh(factor) + (low == 0 ? 0 : 1);
        return sum >= n ? sum - n : sum;
    }

    private long unsignedHigh(long factor) {
        return Math.multiplyHigh(factor, n) + (factor >> 63 & n);
    }

    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (x != 0) {
            long rest = y % x;
            y = x;
            x = rest;
        }
        return y;
    }
}
