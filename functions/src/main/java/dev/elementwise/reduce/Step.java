package dev.elementwise.reduce;

import dev.elementwise.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A partial in hand: a value, or an error. */
record Step(@Nullable Object value, @Nullable Map<?, ?> error) {

    static final String VALUE = "value";
    static final String ERROR = "error";
    /** The most bytes of a partial; 32 of them stand in the item of a job that one worker has finished in one step. */
    static final int LARGEST = 8 * 1024;

    static Step read(String text) {
        Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(Json.read(text));
        return new Step(fields.get(VALUE), (Map<?, ?>) fields.get(ERROR));
    }

    String text() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(error == null ? VALUE : ERROR, error == null ? value : error);
        return Json.writeEncodable(fields, LARGEST);
    }

    boolean isToldBefore(Step other) {
        return error != null && (other.error == null || index() <= other.index());
    }

    private long index() {
        return error != null && error.get("index") instanceof Long index ? index : Long.MAX_VALUE;
    }
}
