package dev.elementwise.submit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The fingerprint of a body: SHA-256 of its bytes, in hex. */
final class BodyHash {

    private BodyHash() {
    }

    /** The fingerprint of a body that is sent to another path than {@code /jobs}. */
    static String of(String path, byte[] body) {
        byte[] head = (path + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, both, head.length, body.length);
        return of(both);
    }

    static String of(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
