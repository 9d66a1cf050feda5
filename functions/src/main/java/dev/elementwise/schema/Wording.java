package dev.elementwise.schema;

import dev.harrel.jsonschema.Error;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words what the library found for whoever sent the value.
 *
 * <p>The library's own sentences quote the value, which may be a password or a quarter of a megabyte; these never do.
 *
 * @param address what the library calls the whole schema
 * @param schema the whole schema
 * @param value the whole value
 */
record Wording(URI address, @Nullable Object schema, @Nullable Object value) {

    private static final String NO_OTHERS = "/additionalProperties";
    /** That somebody reads. */
    private static final int MOST_NAMES = 20;

    Violation of(Error error) {
        return new Violation(error.getInstanceLocation(), detail(error));
    }

    private String detail(Error error) {
        String keyword = error.getKeyword();
        if (keyword == null) {
            return unexpected(error);
        }
        Map<?, ?> keywords = keywordsAt(error.getSchemaLocation());
        Object operand = keywords.get(keyword);
        if (operand == null) {
            return "This does not satisfy '" + keyword + "'.";
        }
        return keyword.equals("pattern") ? pattern(keywords) : sentence(error, keyword, operand);
    }

    /** Those of a schema, next to one that is broken; none in another document, such as a meta-schema. */
    private Map<?, ?> keywordsAt(String location) {
        String document = address + "#";
        if (!location.startsWith(document)) {
            return Map.of();
        }
        return Pointers.find(schema, location.substring(document.length()))
            .map(found -> found instanceof Map<?, ?> keywords ? keywords : null).orElse(Map.of());
    }

    private String unexpected(Error error) {
        if (error.getEvaluationPath().endsWith("Properties")) {
            String pointer = error.getInstanceLocation();
            String name = pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
            return "A field '" + name + "' is not known here" + properties(error).map(Wording::thereAre).orElse(".");
        }
        return "Nothing is allowed here.";
    }

    private static String thereAre(List<?> names) {
        if (names.isEmpty()) {
            return "; there are none.";
        }
        if (names.size() > MOST_NAMES) {
            return ".";
        }
        return "; there " + (names.size() == 1 ? "is " : "are ") + quoted(names) + ".";
    }

    /** The names that the schema has for fields, where it has them all in one place. */
    private Optional<List<?>> properties(Error error) {
        String location = error.getSchemaLocation();
        if (!location.endsWith(NO_OTHERS)) {
            return Optional.empty();
        }
        Map<?, ?> keywords = keywordsAt(location.substring(0, location.length() - NO_OTHERS.length()));
        Object known = keywords.containsKey("patternProperties") ? null : keywords.get("properties");
        return known instanceof Map<?, ?> properties ? Optional.of(properties.entrySet().stream()
            .filter(property -> !Boolean.FALSE.equals(property.getValue())).map(Map.Entry::getKey).toList())
            : Optional.empty();
    }

    private String sentence(Error error, String keyword, Object operand) {
        return switch (keyword) {
            case "type" -> "This must be " + types(operand) + ".";
            case "enum" -> "This must be one of " + quoted((List<?>) operand) + ".";
            case "const" -> "This must be " + quoted(operand) + ".";
            case "required" -> missing(error, (List<?>) operand);
            default -> bound(keyword, operand).map(bound -> "This must " + bound + ".")
                .orElseGet(() -> error.getError() + ".");
        };
    }

    private static String pattern(Map<?, ?> keywords) {
        Object description = keywords.get("description");
        return "This must match the pattern " + keywords.get("pattern")
            + (description == null ? "." : " (" + description + ").");
    }

    private static Optional<String> bound(String keyword, Object bound) {
        return Optional.ofNullable(switch (keyword) {
            case "minimum" -> "be at least " + bound;
            case "maximum" -> "be at most " + bound;
            case "exclusiveMinimum" -> "be greater than " + bound;
            case "exclusiveMaximum" -> "be less than " + bound;
            case "multipleOf" -> "be a multiple of " + bound;
            case "minLength" -> "have at least " + bound + " characters";
            case "maxLength" -> "have at most " + bound + " characters";
            case "minItems" -> "have at least " + bound + " items";
            case "maxItems" -> "have at most " + bound + " items";
            case "minProperties" -> "have at least " + bound + " fields";
            case "maxProperties" -> "have at most " + bound + " fields";
            default -> null;
        });
    }

    private static String types(Object operand) {
        List<?> names = operand instanceof List<?> several ? several : List.of(operand);
        return names.stream().map(name -> withArticle(String.valueOf(name))).collect(Collectors.joining(" or "));
    }

    private static String withArticle(String type) {
        return switch (type) {
            case "null" -> type;
            case "integer", "array", "object" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String quoted(Object value) {
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }

    private static String quoted(List<?> values) {
        return values.stream().map(Wording::quoted).collect(Collectors.joining(", "));
    }

    private String missing(Error error, List<?> required) {
        Object object = Pointers.find(value, error.getInstanceLocation()).orElse(Map.of());
        List<?> names = required.stream().filter(name -> !((Map<?, ?>) object).containsKey(name)).toList();
        return (names.size() == 1 ? "The field " : "The fields ") + quoted(names)
            + (names.size() == 1 ? " is missing." : " are missing.");
    }
}
