package dev.elementwise.task.number;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Prime factors of integers below 2^133, which all of 40 digits are.
 *
 * <p>Small factors by trial division; what is left by Pollard's rho below 2^62, where it needs at most some 2^16 steps,
 * and by elliptic curves above, whose effort depends on the smallest factor: rho would need 10^10 steps for one of 20
 * digits. Primes are told by {@link BigInteger#isProbablePrime}: Miller-Rabin, with a Lucas test from 100 bits on,
 * which errs less than once in 2^100.
 */
final class Factorization {

    private static final int[] SMALL_PRIMES = Primes.upTo(1 << 16);
    /** Without a factor below 2^16, a composite is at least 65537 squared. */
    private static final int TRIED_BITS = 32;
    private static final int CERTAINTY = 100;
    private static final int RHO_BITS = 62;

    private final List<BigInteger> primes = new ArrayList<>();

    private Factorization() {
    }

    /** The prime factors of {@code n} in ascending order, with multiplicity. */
    static List<BigInteger> of(BigInteger n) {
        Factorization factorization = new Factorization();
        factorization.split(factorization.divideBySmallPrimes(n));
        Collections.sort(factorization.primes);
        return factorization.primes;
    }

    private BigInteger divideBySmallPrimes(BigInteger n) {
        BigInteger rest = n;
        for (int p : SMALL_PRIMES) {
            if (rest.bitLength() < Integer.SIZE && rest.intValue() / p < p) {
                return rest;
            }
            rest = divideOut(rest, BigInteger.valueOf(p));
        }
        return rest;
    }

    private BigInteger divideOut(BigInteger n, BigInteger prime) {
        BigInteger[] division = n.divideAndRemainder(prime);
        if (division[1].signum() != 0) {
            return n;
        }
        primes.add(prime);
        return divideOut(division[0], prime);
    }

    private void split(BigInteger n) {
        if (n.equals(BigInteger.ONE)) {
            return;
        } else if (n.bitLength() <= TRIED_BITS || n.isProbablePrime(CERTAINTY)) {
            primes.add(n);
            return;
        }
        BigInteger divisor = divisor(n);
        split(divisor);
        split(n.divide(divisor));
    }

    /** Neither one nor {@code n}, which is odd and composite. */
    private static BigInteger divisor(BigInteger n) {
        BigInteger root = n.sqrt();
        if (root.multiply(root).equals(n)) {
            return root;
        }
        return n.bitLength() <= RHO_BITS ? BigInteger.valueOf(PollardRho.divisor(n.longValueExact()))
            : EllipticCurves.divisor(n);
    }
}
