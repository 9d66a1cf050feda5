package dev.elementwise.task;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Derives keys from passwords. */
public final class Pbkdf2 implements Task {

    private static final long LENGTH = 32;

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("pbkdf2", "Derive a key",
                "Derives a key from a password by PBKDF2 (RFC 8018) with HMAC-SHA-256.")
            .element("""
                {"type":"object","required":["password","salt","iterations"],"additionalProperties":false,
                 "properties":{
                   "password":{"type":"string","description":"Taken as UTF-8; may be empty"},
                   "salt":{"type":"string","description":"Taken as UTF-8; may be empty"},
                   "iterations":{"type":"integer","minimum":1,"maximum":100000000,
                                 "description":"Rounds of HMAC"},
                   "length":{"type":"integer","minimum":1,"maximum":4096,"default":32,
                             "description":"Bytes of the derived key"}}}""")
            .value("""
                {"type":"string","pattern":"^([0-9a-f]{2})+$","description":"The derived key in lower-case hex"}""")
            .example("""
                {"task":"pbkdf2","elements":[{"password":"correct horse","salt":"NaCl","iterations":100000}]}""");
    }

    @Override
    public Computation open(Params params) {
        return element -> derive((Map<?, ?>) Objects.requireNonNull(element));
    }

    private static String derive(Map<?, ?> element) throws NoSuchAlgorithmException, CloneNotSupportedException {
        Object length = element.get("length");
        byte[] key = new KeyDerivation(utf8(element.get("password")), utf8(element.get("salt")))
            .derive(integer(element.get("iterations")), integer(length == null ? LENGTH : length));
        return HexFormat.of().formatHex(key);
    }

    private static byte[] utf8(@Nullable Object text) {
        return ((String) Objects.requireNonNull(text)).getBytes(StandardCharsets.UTF_8);
    }

    private static int integer(@Nullable Object number) {
        return ((Number) Objects.requireNonNull(number)).intValue();
    }
}
