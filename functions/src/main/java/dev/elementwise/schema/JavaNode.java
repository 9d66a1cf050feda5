package dev.elementwise.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plain Java value as the schema library sees it: wrapped, never copied into text.
 *
 * <p>Safe for several threads, for the nodes of a schema are shared: what is wrapped on first use is immutable, so two
 * threads that wrap the same at once do no harm.
 */
final class JavaNode implements JsonNode {

    private final @Nullable Object value;
    private final String pointer;
    private final SimpleType type;
    private @Nullable List<JsonNode> items;
    private @Nullable Map<String, JsonNode> fields;

    JavaNode(@Nullable Object value, String pointer) {
        this.value = value;
        this.pointer = pointer;
        this.type = typeOf(value);
    }

    private static SimpleType typeOf(@Nullable Object value) {
        if (value == null) {
            return SimpleType.NULL;
        } else if (value instanceof String) {
            return SimpleType.STRING;
        } else if (value instanceof Number number) {
            return Numbers.isInteger(number) ? SimpleType.INTEGER : SimpleType.NUMBER;
        } else if (value instanceof Map) {
            return SimpleType.OBJECT;
        } else if (value instanceof List) {
            return SimpleType.ARRAY;
        } else if (value instanceof Boolean) {
            return SimpleType.BOOLEAN;
        }
        throw new IllegalArgumentException("Not a JSON value: an instance of " + value.getClass().getName());
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return type;
    }

    @Override
    public boolean asBoolean() {
        return (Boolean) Objects.requireNonNull(value);
    }

    @Override
    public String asString() {
        return String.valueOf(value);
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return Numbers.exact((Number) Objects.requireNonNull(value));
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> known = items;
        if (known == null) {
            List<JsonNode> wrapped = new ArrayList<>();
            for (Object item : (List<?>) Objects.requireNonNull(value)) {
                wrapped.add(new JavaNode(item, pointer + "/" + wrapped.size()));
            }
            known = Collections.unmodifiableList(wrapped);
            items = known;
        }
        return known;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> known = fields;
        if (known == null) {
            Map<String, JsonNode> wrapped = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(value)).forEach((name, field) -> wrapped.put((String) name,
                new JavaNode(field, pointer + "/" + JsonNode.encodeJsonPointer((String) name))));
            known = Collections.unmodifiableMap(wrapped);
            fields = known;
        }
        return known;
    }

    /** Equal as JSON Schema defines it: numbers by their value, objects whatever their order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JavaNode node && type == node.type && comparable().equals(node.comparable());
    }

    @Override
    public int hashCode() {
        return comparable().hashCode();
    }

    private Object comparable() {
        return switch (type) {
            case INTEGER, NUMBER -> asNumber().stripTrailingZeros();
            case ARRAY -> asArray();
            case OBJECT -> asObject();
            default -> asString();
        };
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
