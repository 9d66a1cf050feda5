package dev.elementwise.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a JSON Pointer (RFC 6901) points at. */
final class Pointers {

    private Pointers() {
    }

    /** Empty where the pointer leads nowhere, or to {@code null}. */
    static Optional<Object> find(@Nullable Object root, String pointer) {
        Object at = root;
        for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            at = step(at, token.replace("~1", "/").replace("~0", "~"));
        }
        return Optional.ofNullable(at);
    }

    private static @Nullable Object step(@Nullable Object at, String token) {
        if (at instanceof Map<?, ?> object) {
            return object.get(token);
        } else if (at instanceof List<?> array && token.matches("0|[1-9][0-9]{0,8}")) {
            int index = Integer.parseInt(token);
            return index < array.size() ? array.get(index) : null;
        }
        return null;
    }
}
