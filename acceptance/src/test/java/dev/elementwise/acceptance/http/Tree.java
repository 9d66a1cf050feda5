package dev.elementwise.acceptance.http;

import dev.elementwise.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value, walked by those who know what it should be: whatever else it is fails the test that asks. */
public record Tree(@Nullable Object value) {

    public static Tree of(byte[] json) {
        return new Tree(Json.read(json));
    }

    /** The field of an object, which has to be there. */
    public Tree get(String field) {
        if (value instanceof Map<?, ?> object && object.containsKey(field)) {
            return new Tree(object.get(field));
        }
        throw new AssertionError("No field " + field + " in " + this);
    }

    public boolean has(String field) {
        return value instanceof Map<?, ?> object && object.containsKey(field);
    }

    public boolean isNull() {
        return value == null;
    }

    public List<Tree> list() {
        if (value instanceof List<?> list) {
            return list.stream().map(Tree::new).toList();
        }
        throw new AssertionError("Not an array: " + this);
    }

    public List<String> texts() {
        return list().stream().map(Tree::text).toList();
    }

    public List<Long> numbers() {
        return list().stream().map(Tree::number).toList();
    }

    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw new AssertionError("Not a string: " + this);
    }

    public long number() {
        if (value instanceof Long number) {
            return number;
        }
        throw new AssertionError("Not an integer: " + this);
    }

    public double decimal() {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new AssertionError("Not a number: " + this);
    }

    @Override
    public String toString() {
        return Json.write(value);
    }
}
