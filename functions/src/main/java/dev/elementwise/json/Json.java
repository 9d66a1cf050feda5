package dev.elementwise.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as plain Java values: {@code null}, {@link Boolean}, {@link String}, {@link Long},
 * {@link BigInteger}, {@link BigDecimal}, {@link List} and {@link Map} in order. What is read here is our own writing;
 * what callers send is read by {@code StrictJson}.
 */
public final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE)
            .build())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();

    private Json() {
    }

    /** The value of a JSON text. */
    public static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return value(parser, parser.nextToken());
        } catch (IOException e) {
            throw new UncheckedIOException("Not the JSON that was written: " + e.getMessage(), e);
        }
    }

    /** The value of a JSON text in UTF-8. */
    public static @Nullable Object read(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return value(parser, parser.nextToken());
        } catch (IOException e) {
            throw new UncheckedIOException("Not the JSON that was written: " + e.getMessage(), e);
        }
    }

    /**
     * The JSON text of a value, without white space.
     *
     * @throws IllegalArgumentException for a value that JSON does not have: another type, a number that is not finite,
     *     what is nested too deep
     */
    public static String write(@Nullable Object value) {
        return write(value, Integer.MAX_VALUE);
    }

    private static String write(@Nullable Object value, int most) {
        BoundedWriter text = new BoundedWriter(most);
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (StreamConstraintsException tooDeep) {
            throw new IllegalArgumentException("JSON is written to a depth of "
                + FACTORY.streamWriteConstraints().getMaxNestingDepth() + "; this is deeper, or contains itself",
                tooDeep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The same where others are to read it as UTF-8.
     *
     * @param most characters: of a value that needs more no more is written
     * @throws IllegalArgumentException also for a string with a lone surrogate, which is no character (RFC 8259, 8.2)
     * @throws TextTooLongException if the text is longer
     */
    public static String writeEncodable(@Nullable Object value, int most) {
        String text = write(value, most);
        if (!SurrogateCheck.isWhole(text)) {
            throw new IllegalArgumentException("JSON has no string with a lone surrogate, which is no character");
        }
        return text;
    }

    static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new IOException("the text ends too early");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case START_ARRAY -> array(parser);
            case START_OBJECT -> object(parser);
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? parser.getBigIntegerValue() : (Object) parser.getLongValue();
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Number number) {
            writeNumber(generator, number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof List<?> array) {
            generator.writeStartArray();
            for (Object element : array) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                generator.writeFieldName(name(field.getKey()));
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getTypeName()
                + (value.getClass().isArray() ? "; a List is an array in JSON" : ""));
        }
    }

    private static String name(@Nullable Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException("JSON has no key "
            + (key == null ? "null" : "that is a " + key.getClass().getName()));
    }

    private static void writeNumber(JsonGenerator generator, Number number) throws IOException {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            generator.writeNumber(number.longValue());
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof Double || number instanceof Float) {
            writeFinite(generator, number.doubleValue());
        } else {
            throw new IllegalArgumentException("JSON has no " + number.getClass().getName());
        }
    }

    private static void writeFinite(JsonGenerator generator, double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        generator.writeNumber(number);
    }
}
