package dev.elementwise.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that callers send, into the Java values that {@link Json} reads, and says what is wrong with it.
 *
 * <p>Two kinds of wrong. A text that is not JSON, or that two readers may take for different things (RFC 8259, sections
 * 4 and 8: duplicate keys, invalid UTF-8, a byte order mark), has no value: {@link MalformedJsonException}. A text that
 * is JSON, but that not every reader can take, has flaws with their places: lone surrogates, numbers outside a double
 * (RFC 8259, sections 6 and 8.2; RFC 7493, section 2), too much depth, parts that are too large. A value that has a
 * flaw is left out of the result.
 */
public final class StrictJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .disable(JsonFactory.Feature.CHARSET_DETECTION) // it would take ASCII in UTF-16 for JSON
        .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE).build())
        .build();

    /** A character of a string is at most six in the text, as an escape. */
    private static final long LONGEST_ESCAPE = 6;

    private final JsonParser parser;
    private final int length;
    private final JsonLimits limits;
    private final SurrogateCheck surrogates;
    private final Flaws flaws = new Flaws();
    private String place = "";

    private StrictJson(JsonParser parser, byte[] text, JsonLimits limits) {
        this.parser = parser;
        this.length = text.length;
        this.limits = limits;
        this.surrogates = SurrogateCheck.of(text);
    }

    /**
     * What a text says.
     *
     * @param value not complete where there are flaws
     */
    public record Reading(@Nullable Object value, Flaws flaws) {
    }

    /**
     * Reads a JSON text in one pass.
     *
     * @throws MalformedJsonException if the text is not JSON in UTF-8, or means more than one thing
     */
    public static Reading read(byte[] text, JsonLimits limits) {
        return read(text, limits, StrictJson::read);
    }

    /** How a text is gone through. */
    @FunctionalInterface
    interface Walk {
        Reading read(StrictJson json) throws IOException;
    }

    static Reading read(byte[] text, JsonLimits limits, Walk walk) {
        Utf8.requireValid(text);
        try (JsonParser parser = FACTORY.createParser(text)) {
            return walk.read(new StrictJson(parser, text, limits));
        } catch (JsonProcessingException e) {
            throw MalformedJsonException.of(e);
        } catch (IOException e) {
            throw new MalformedJsonException("The text is not JSON: " + e.getMessage() + ".", e);
        }
    }

    private Reading read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedJsonException("The body is empty, where JSON is needed.");
        }
        Object value;
        try {
            value = first == JsonToken.START_OBJECT ? root() : value(first, 0);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("There is more text after the JSON; one text is taken.");
            }
        } catch (StreamConstraintsException e) {
            if (flaws.isEmpty()) {
                throw e;
            }
            value = null; // deeper than the parser goes: noted before it was asked to skip
        }
        return new Reading(value, flaws);
    }

    private Map<String, @Nullable Object> root() throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = name();
            JsonToken token = parser.nextToken();
            Integer itemLimit = limits.items().get(name);
            Integer fieldLimit = limits.fields().get(name);
            Object value = itemLimit != null && token == JsonToken.START_ARRAY ? items(itemLimit)
                : fieldLimit != null ? measured(token, fieldLimit) : value(token, 0);
            put(object, name, value);
        }
        return object;
    }

    private List<@Nullable Object> items(int largest) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(measured(token, largest));
        }
        return items;
    }

    JsonParser parser() {
        return parser;
    }

    Flaws flaws() {
        return flaws;
    }

    /** Reads an item of a list, in front of which the parser is, that stands at {@code at}. */
    @Nullable Object item(JsonToken token, int largest, String at) throws IOException {
        place = at;
        return measured(token, largest);
    }

    private @Nullable Object measured(JsonToken token, int largest) throws IOException {
        boolean certainlyFits = length <= largest || !token.isStructStart()
            && (token != JsonToken.VALUE_STRING || parser.getTextLength() * LONGEST_ESCAPE < largest);
        if (certainlyFits) {
            return value(token, 0);
        }
        long start = parser.currentTokenLocation().getByteOffset();
        Object value = value(token, 0);
        long size = parser.currentLocation().getByteOffset() - start;
        if (size > largest) {
            flaws.add(pointer(0), "This has " + size + " bytes of JSON; at most " + largest + " are taken.");
        }
        return value;
    }

    private @Nullable Object value(JsonToken token, int depth) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT -> parser.getTextLength() < 19 ? (Object) parser.getLongValue() : number();
            case VALUE_NUMBER_FLOAT -> number();
            case START_ARRAY -> depth == limits.depth() ? skipTooDeep() : array(depth + 1);
            case START_OBJECT -> depth == limits.depth() ? skipTooDeep() : object(depth + 1);
            default -> throw new IllegalStateException("A JSON parser without " + token);
        };
    }

    private List<@Nullable Object> array(int depth) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token, depth));
        }
        return array;
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = name();
            put(object, name, value(parser.nextToken(), depth));
        }
        return object;
    }

    private String name() throws IOException {
        String name = parser.currentName();
        if (!surrogates.areWhole(name)) {
            flaws.add(pointer(1), "This has a key with a lone surrogate, which is no character.");
        }
        return name;
    }

    private void put(Map<String, @Nullable Object> object, String name, @Nullable Object value) {
        int before = object.size();
        object.put(name, value);
        if (object.size() == before) {
            throw new MalformedJsonException(
                "The key \"" + name + "\" stands twice in the object"
                    + (pointer(1).isEmpty() ? "." : " at \"" + pointer(1) + "\"."));
        }
    }

    private String string() throws IOException {
        String text = parser.getText();
        if (!surrogates.areWhole(text)) {
            flaws.add(pointer(0), "This has a lone surrogate, which is no character.");
        }
        return text;
    }

    private @Nullable Object number() throws IOException {
        try {
            return Numerals.parse(parser.getText());
        } catch (NumberFormatException e) {
            flaws.add(pointer(0), e.getMessage());
            return null;
        }
    }

    private @Nullable Object skipTooDeep() throws IOException {
        flaws.add(pointer(limits.depth() + 1),
            "This has more than " + limits.depth() + " arrays and objects inside each other.");
        parser.skipChildren();
        return null;
    }

    /** Where the parser is, as many levels up as said. */
    private String pointer(int up) {
        JsonStreamContext context = parser.getParsingContext();
        for (int i = 0; i < up; i++) {
            context = context.getParent();
        }
        return place + context.pathAsPointer();
    }
}
