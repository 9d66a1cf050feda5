package dev.elementwise.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all elements of a job share, valid by the schema of its task.
 *
 * @param values names and JSON values, as {@link Computation#apply} describes them
 */
public record Params(Map<String, @Nullable Object> values) {

    /** No params. */
    public static final Params NONE = new Params(Map.of());

    /** The number called {@code name} as an integer, {@code otherwise} where it is left out. */
    public long integer(String name, long otherwise) {
        return values.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** The number called {@code name}, {@code otherwise} where it is left out. */
    public double number(String name, double otherwise) {
        return values.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** The string called {@code name}, {@code otherwise} where it is left out. */
    public String string(String name, String otherwise) {
        return values.get(name) instanceof String string ? string : otherwise;
    }
}
