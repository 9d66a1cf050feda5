package dev.elementwise.task;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256, RFC 8018 section 5.2; for one thread.
 *
 * <p>Over {@link Mac} and not {@link javax.crypto.SecretKeyFactory}, which refuses an empty salt.
 */
final class KeyDerivation {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac hmac;
    private final byte[] salt;

    KeyDerivation(byte[] password, byte[] salt) throws GeneralSecurityException {
        this.hmac = Mac.getInstance(ALGORITHM);
        this.salt = salt;
        // HMAC pads its key with zeros (RFC 2104), so a zero byte is the same key as the empty one, which Java refuses.
        hmac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, ALGORITHM));
    }

    byte[] derive(int iterations, int length) throws GeneralSecurityException {
        byte[] key = new byte[length];
        int size = hmac.getMacLength();
        for (int block = 0; block * size < length; block++) {
            byte[] derived = block(block + 1, iterations);
            System.arraycopy(derived, 0, key, block * size, Math.min(size, length - block * size));
        }
        return key;
    }

    private byte[] block(int number, int iterations) throws GeneralSecurityException {
        hmac.update(salt);
        hmac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        byte[] last = hmac.doFinal();
        byte[] sum = Arrays.copyOf(last, last.length);
        for (int i = 1; i < iterations; i++) {
            hmac.update(last);
            hmac.doFinal(last, 0);
            for (int at = 0; at < sum.length; at++) {
                sum[at] ^= last[at];
            }
        }
        return sum;
    }
}
