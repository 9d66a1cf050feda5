package dev.elementwise.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of a value that it is certainly valid; anything else is for the library to judge.
 *
 * <p>It knows the everyday keywords and gives up on a schema that has any other, so it can only save work, never change
 * a verdict. A hundred thousand valid elements are checked without the library being loaded at all.
 */
final class QuickCheck {

    /** Keywords that say something about a value without asking anything of it. */
    static final Set<String> ANNOTATIONS = Set.of("title", "description", "default", "examples", "deprecated",
        "readOnly", "writeOnly", "$comment");

    private static final Predicate<@Nullable Object> NEVER_CERTAIN = value -> false;

    private QuickCheck() {
    }

    /** True for a value means valid; false means nothing. */
    static Predicate<@Nullable Object> of(@Nullable Object schema) {
        if (schema instanceof Boolean all) {
            return value -> all;
        } else if (!(schema instanceof Map<?, ?>)) {
            return NEVER_CERTAIN;
        }
        Map<?, ?> keywords = (Map<?, ?>) schema;
        List<Predicate<@Nullable Object>> checks = new ArrayList<>();
        keywords.forEach((keyword, operand) -> {
            if (!ANNOTATIONS.contains(keyword)) {
                checks.add(keyword((String) keyword, operand, keywords));
            }
        });
        return checks.contains(NEVER_CERTAIN) ? NEVER_CERTAIN : all(checks);
    }

    private static Predicate<@Nullable Object> all(List<Predicate<@Nullable Object>> checks) {
        List<Predicate<@Nullable Object>> fixed = List.copyOf(checks);
        return value -> {
            for (Predicate<@Nullable Object> check : fixed) {
                if (!check.test(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<@Nullable Object> keyword(String keyword, @Nullable Object operand, Map<?, ?> schema) {
        if (operand instanceof Number bound) {
            return bound(keyword, bound);
        } else if (operand instanceof String text) {
            return textual(keyword, text);
        } else if (keyword.equals("required") && operand instanceof List<?> names) {
            return value -> !(value instanceof Map<?, ?> object) || object.keySet().containsAll(names);
        } else if (keyword.equals("enum") && operand instanceof List<?> values) {
            return strings(values);
        } else if (keyword.equals("properties") && operand instanceof Map<?, ?> properties) {
            return properties(properties);
        } else if (keyword.equals("additionalProperties") && Boolean.FALSE.equals(operand)) {
            return closed(schema);
        } else if (keyword.equals("items")) {
            return items(of(operand));
        }
        return NEVER_CERTAIN;
    }

    private static Predicate<@Nullable Object> bound(String keyword, Number bound) {
        return switch (keyword) {
            case "minimum" -> value -> !(value instanceof Number n) || Numbers.compare(n, bound) >= 0;
            case "maximum" -> value -> !(value instanceof Number n) || Numbers.compare(n, bound) <= 0;
            case "exclusiveMinimum" -> value -> !(value instanceof Number n) || Numbers.compare(n, bound) > 0;
            case "exclusiveMaximum" -> value -> !(value instanceof Number n) || Numbers.compare(n, bound) < 0;
            case "minLength" -> value -> !(value instanceof String s) || length(s) >= bound.longValue();
            case "maxLength" -> value -> !(value instanceof String s) || length(s) <= bound.longValue();
            case "minItems" -> value -> !(value instanceof List<?> l) || l.size() >= bound.longValue();
            case "maxItems" -> value -> !(value instanceof List<?> l) || l.size() <= bound.longValue();
            default -> NEVER_CERTAIN;
        };
    }

    /** In characters as JSON Schema counts them: code points. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Predicate<@Nullable Object> textual(String keyword, String text) {
        if (keyword.equals("type")) {
            return type(text);
        } else if (keyword.equals("pattern")) {
            Pattern pattern = EcmaPattern.compile(text);
            return value -> !(value instanceof String string) || pattern.matcher(string).find();
        }
        return NEVER_CERTAIN;
    }

    private static Predicate<@Nullable Object> type(String name) {
        return switch (name) {
            case "integer" -> value -> value instanceof Number number && Numbers.isInteger(number);
            case "number" -> value -> value instanceof Number;
            case "string" -> value -> value instanceof String;
            case "boolean" -> value -> value instanceof Boolean;
            case "array" -> value -> value instanceof List;
            case "object" -> value -> value instanceof Map;
            default -> NEVER_CERTAIN;
        };
    }

    private static Predicate<@Nullable Object> strings(List<?> allowed) {
        Set<?> set = new HashSet<>(allowed);
        return value -> value instanceof String && set.contains(value);
    }

    private static Predicate<@Nullable Object> properties(Map<?, ?> schemas) {
        Map<Object, Predicate<@Nullable Object>> checks = new HashMap<>();
        schemas.forEach((name, schema) -> checks.put(name, of(schema)));
        return value -> !(value instanceof Map<?, ?> object) || object.entrySet().stream()
            .allMatch(field -> checks.getOrDefault(field.getKey(), any -> true).test(field.getValue()));
    }

    private static Predicate<@Nullable Object> closed(Map<?, ?> schema) {
        Set<?> known = schema.get("properties") instanceof Map<?, ?> properties ? properties.keySet() : Set.of();
        return value -> !(value instanceof Map<?, ?> object) || known.containsAll(object.keySet());
    }

    private static Predicate<@Nullable Object> items(Predicate<@Nullable Object> check) {
        return value -> !(value instanceof List<?> array) || array.stream().allMatch(check);
    }
}
