package dev.elementwise.task.number;

import java.util.BitSet;

/** The sieve of Eratosthenes. */
final class Primes {

    private Primes() {
    }

    /** The primes up to {@code limit} in ascending order. */
    static int[] upTo(int limit) {
        BitSet composite = new BitSet(limit + 1);
        for (int p = 2; p * p <= limit; p = composite.nextClearBit(p + 1)) {
            for (int multiple = p * p; multiple <= limit; multiple += p) {
                composite.set(multiple);
            }
        }
        composite.flip(0, limit + 1);
        composite.clear(0, 2);
        return composite.stream().toArray();
    }
}
