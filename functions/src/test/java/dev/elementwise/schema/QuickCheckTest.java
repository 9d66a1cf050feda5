package dev.elementwise.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** The quick check may only accept what the library accepts: random schemas against random values. */
class QuickCheckTest {

    private static final List<String> TYPES =
        List.of("integer", "number", "string", "boolean", "array", "object", "null");
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int SCHEMAS = 400;
    private static final int VALUES = 50;

    private final Random random = new Random(20260714);

    @Test
    void whatItAcceptsTheLibraryAccepts() {
        int accepted = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            Map<String, Object> schema = schema(2);
            Predicate<@Nullable Object> quick = QuickCheck.of(schema);
            Library library = new Library(schema);
            for (int j = 0; j < VALUES; j++) {
                Object value = value(2);
                if (quick.test(value)) {
                    accepted++;
                    assertThat(library.violations(value)).as("%s by %s", value, schema).isEmpty();
                }
            }
        }
        assertThat(accepted).isGreaterThan(SCHEMAS);
    }

    @Test
    void keywordItDoesNotKnowMakesItGiveUp() {
        assertThat(QuickCheck.of(Map.of("type", "integer", "multipleOf", 1L)).test(1L)).isFalse();
        assertThat(QuickCheck.of(Map.of("someday", true)).test(1L)).isFalse();
    }

    private Map<String, Object> schema(int depth) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keyword(schema, depth);
        }
        return schema;
    }

    private void keyword(Map<String, Object> schema, int depth) {
        switch (random.nextInt(depth > 0 ? 14 : 11)) {
            case 0, 1 -> schema.put("type", TYPES.get(random.nextInt(TYPES.size())));
            case 2 -> schema.put("minimum", number());
            case 3 -> schema.put("maximum", number());
            case 4 -> schema.put("exclusiveMinimum", number());
            case 5 -> schema.put("exclusiveMaximum", number());
            case 6 -> schema.put("minLength", (long) random.nextInt(3));
            case 7 -> schema.put("maxLength", (long) random.nextInt(3));
            case 8 -> schema.put("pattern", "^[a😀]*$");
            case 9 -> schema.put("enum", List.of("a", "b", 1L, "aa"));
            case 10 -> schema.put("required", NAMES.subList(0, random.nextInt(3)));
            case 11 -> schema.put("properties", Map.of("a", schema(depth - 1), "b", schema(depth - 1)));
            case 12 -> schema.put("additionalProperties", random.nextBoolean() ? false : schema(depth - 1));
            default -> schema.put("items", schema(depth - 1));
        }
    }

    private Number number() {
        return random.nextBoolean() ? (Number) (long) random.nextInt(-3, 4)
            : new BigDecimal(random.nextInt(-30, 40)).movePointLeft(1);
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0, 1 -> number();
            case 2 -> random.nextInt(-20, 20) / 8.0;
            case 3 -> List.of("", "a", "b", "aa", "aaa", "😀", "a\n").get(random.nextInt(7));
            case 4 -> random.nextBoolean();
            case 5 -> null;
            case 6 -> array(depth);
            default -> object(depth);
        };
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(value(depth - 1));
        }
        return items;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name : NAMES.subList(0, random.nextInt(NAMES.size() + 1))) {
            fields.put(name, value(depth - 1));
        }
        return fields;
    }
}
