package dev.elementwise.task;

/**
 * The generator SplitMix64, written out because its numbers are part of a task's contract; for one thread.
 *
 * <p>From Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, with the constants of
 * Stafford's variant 13.
 */
final class SplitMix64 {

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 inclusive to 1 exclusive, a multiple of 2^-53. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}
