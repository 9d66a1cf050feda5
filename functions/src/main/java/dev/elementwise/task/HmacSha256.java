package dev.elementwise.task;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) under one key; for one thread.
 *
 * <p>The hash's state after the padded key is kept and copied for every message, as RFC 2104 section 4 suggests; {@link
 * javax.crypto.Mac} hashes the key's blocks anew each time, which takes nearly twice as long for short messages, and
 * refuses an empty key.
 */
final class HmacSha256 {

    static final int LENGTH = 32;
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    HmacSha256(byte[] key) throws NoSuchAlgorithmException {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
        this.inner = keyed(block, INNER);
        this.outer = keyed(block, OUTER);
    }

    private static MessageDigest keyed(byte[] block, byte pad) throws NoSuchAlgorithmException {
        byte[] padded = block.clone();
        for (int i = 0; i < BLOCK; i++) {
            padded[i] ^= pad;
        }
        MessageDigest digest = sha256();
        digest.update(padded);
        return digest;
    }

    private static MessageDigest sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }

    byte[] of(byte[] message) throws CloneNotSupportedException {
        byte[] hash = ((MessageDigest) inner.clone()).digest(message);
        return ((MessageDigest) outer.clone()).digest(hash);
    }
}
