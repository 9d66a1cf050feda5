package dev.elementwise.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Packs ascending numbers: the steps from one to the next, seven bits a byte. A block's 65,536 indices of a job of 10^9
 * elements take less than 300 KB.
 */
final class Ascending {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Ascending() {
    }

    static byte[] pack(long[] numbers) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(numbers.length * 2);
        long before = 0;
        for (long number : numbers) {
            long step = number - before;
            for (; step >= MORE; step >>>= BITS) {
                packed.write((int) (step % MORE) + MORE);
            }
            packed.write((int) step);
            before = number;
        }
        return packed.toByteArray();
    }

    static long[] unpack(byte[] packed) {
        long[] numbers = new long[packed.length];
        int count = 0;
        long number = 0;
        int shift = 0;
        for (byte b : packed) {
            number += (long) (b & (MORE - 1)) << shift;
            shift += BITS;
            if (b >= 0) {
                numbers[count++] = number;
                shift = 0;
            }
        }
        return Arrays.copyOf(numbers, count);
    }
}
