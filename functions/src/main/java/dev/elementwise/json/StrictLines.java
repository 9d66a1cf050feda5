package dev.elementwise.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.elementwise.json.StrictJson.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads NDJSON, one JSON text a line, as {@link StrictJson} reads an object whose only field is a list: the same
 * limits, the same flaws at the same places. Blank lines count for nothing.
 *
 * @see <a href="https://github.com/ndjson/ndjson-spec">NDJSON</a>
 */
public final class StrictLines {

    private StrictLines() {
    }

    /**
     * Reads lines.
     *
     * @param list the field's name, which {@code limits} has a size of items for
     * @throws MalformedJsonException if a line is not one JSON text; names the first
     */
    public static Reading read(byte[] text, String list, JsonLimits limits) {
        try {
            return StrictJson.read(text, limits, json -> items(json, new Lines(text), list, limits.items().get(list)));
        } catch (MalformedJsonException e) {
            throw named(text, limits, e);
        }
    }

    private static Reading items(StrictJson json, Lines lines, String list, int largest) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        try {
            JsonParser parser = json.parser();
            int before = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = lines.of(parser);
                items.add(json.item(token, largest, "/" + list + "/" + items.size()));
                if (line == before || token.isStructStart() && lines.of(parser) != line) {
                    throw new MalformedJsonException("A line is not one JSON text.");
                }
                before = line;
            }
        } catch (StreamConstraintsException e) {
            if (json.flaws().isEmpty()) {
                throw e;
            }
        }
        return new Reading(Map.of(list, items), json.flaws());
    }

    /** Counts lines, which end with a line feed and nothing else: a carriage return alone is white space in JSON. */
    private static final class Lines {

        private final byte[] text;
        private int offset;
        private int line = 1;

        private Lines(byte[] text) {
            this.text = text;
        }

        /** The current token's, which is not before the last that was asked for. */
        private int of(JsonParser parser) {
            for (long start = parser.currentTokenLocation().getByteOffset(); offset < start; offset++) {
                if (text[offset] == '\n') {
                    line++;
                }
            }
            return line;
        }
    }

    /** Line by line it shows which is malformed; where a text breaks as a whole may be far behind that. */
    private static MalformedJsonException named(byte[] text, JsonLimits limits, MalformedJsonException whole) {
        int start = 0;
        for (int line = 1; start < text.length; line++) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            byte[] own = Arrays.copyOfRange(text, start, end);
            try {
                if (!isBlank(own)) {
                    StrictJson.read(own, limits);
                }
            } catch (MalformedJsonException e) {
                return new MalformedJsonException("Line " + line + " is not one JSON text. "
                    + String.valueOf(e.getMessage()).replace("at line 1, column", "at column"), e);
            }
            start = end + 1;
        }
        return whole;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }
}
