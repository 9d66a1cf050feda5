package dev.elementwise.http;

import dev.elementwise.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param headers one value a field
 */
public record Response(int status, Map<String, String> headers, String body) {

    private static final String CONTENT_TYPE = "Content-Type";

    public Response {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** An answer of JSON. */
    public static Response json(int status, @Nullable Object value) {
        return of(status, MediaType.JSON, Json.write(value));
    }

    /** An answer of any text. */
    public static Response of(int status, String contentType, String body) {
        return new Response(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), "");
    }

    /** This answer with a field more. */
    public Response with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    /** This answer with the fields that tell what was applied of the caller's preferences. */
    public Response with(Preferences.Applied applied) {
        return applied.isNothing() ? this : with("Preference-Applied", applied.text());
    }
}
