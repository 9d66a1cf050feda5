package dev.elementwise.task;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;

/** PBKDF2 with HMAC-SHA-256, RFC 8018 section 5.2; for one thread. */
final class KeyDerivation {

    private final HmacSha256 hmac;
    private final byte[] salt;

    KeyDerivation(byte[] password, byte[] salt) throws NoSuchAlgorithmException {
        this.hmac = new HmacSha256(password);
        this.salt = salt;
    }

    byte[] derive(int iterations, int length) throws CloneNotSupportedException {
        ByteBuffer key = ByteBuffer.allocate(length);
        for (int number = 1; key.hasRemaining(); number++) {
            key.put(block(number, iterations), 0, Math.min(HmacSha256.LENGTH, key.remaining()));
        }
        return key.array();
    }

    private byte[] block(int number, int iterations) throws CloneNotSupportedException {
        ByteBuffer first = ByteBuffer.allocate(salt.length + Integer.BYTES).put(salt).putInt(number);
        byte[] last = hmac.of(first.array());
        byte[] sum = last.clone();
        for (int i = 1; i < iterations; i++) {
            last = hmac.of(last);
            for (int at = 0; at < sum.length; at++) {
                sum[at] ^= last[at];
            }
        }
        return sum;
    }
}
