package dev.elementwise.task.number;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far one elliptic curve is followed: to the end when the order of its group is a product of prime powers up to
 * {@code bound}, and of at most one prime up to a hundred times that.
 *
 * @param stageOne the product of all prime powers up to {@code bound}
 * @param firstGiant the first multiple of {@link #STEP} that stage two visits, over {@code STEP}
 * @param marks for every multiple from there on, a bit for each of {@link #BABIES} that is its distance to a prime
 */
record CurveEffort(BigInteger stageOne, int firstGiant, int[] marks) {

    static final int STEP = 210;
    private static final int HALF = STEP / 2;
    private static final int STAGE_TWO_FACTOR = 100;

    /** What is below half a step and has no divisor in common with it: how far a prime can be from a multiple of it. */
    static final int[] BABIES = IntStream.range(1, HALF)
        .filter(j -> j % 2 != 0 && j % 3 != 0 && j % 5 != 0 && j % 7 != 0).toArray();

    static CurveEffort upTo(int bound) {
        int[] primes = Primes.upTo(bound * STAGE_TWO_FACTOR);
        BigInteger product = BigInteger.ONE;
        int next = 0;
        for (; primes[next] <= bound; next++) {
            product = product.multiply(BigInteger.valueOf(highestPower(primes[next], bound)));
        }
        int first = giant(primes[next]);
        int[] marks = new int[giant(primes[primes.length - 1]) - first + 1];
        for (; next < primes.length; next++) {
            int giant = giant(primes[next]);
            marks[giant - first] |= 1 << baby(Math.abs(primes[next] - giant * STEP));
        }
        return new CurveEffort(product, first, marks);
    }

    private static long highestPower(int prime, int bound) {
        long power = prime;
        while (power * prime <= bound) {
            power *= prime;
        }
        return power;
    }

    /** Which multiple of the step is nearest. */
    private static int giant(int prime) {
        return (prime + HALF) / STEP;
    }

    private static int baby(int distance) {
        return Arrays.binarySearch(BABIES, distance);
    }
}
