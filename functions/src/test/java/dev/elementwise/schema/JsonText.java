package dev.elementwise.schema;

import org.jspecify.annotations.Nullable;

/** JSON in tests, read as a schema's text is. */
public final class JsonText {

    private JsonText() {
    }

    /** Integers become {@link Long} or {@link java.math.BigInteger}, others {@link java.math.BigDecimal}. */
    public static @Nullable Object read(String json) {
        return SchemaText.read(json);
    }
}
