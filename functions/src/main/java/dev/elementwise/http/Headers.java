package dev.elementwise.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a request; names are compared without case. Immutable. */
public final class Headers {

    private final Map<String, List<String>> lines;

    private Headers(Map<String, List<String>> lines) {
        this.lines = lines;
    }

    /**
     * The fields that the gateway hands over: all lines of a field where it has them, else the last one's value.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
     *     Lambda proxy integrations, input format</a>
     */
    public static Headers of(@Nullable Map<String, List<String>> all, @Nullable Map<String, String> last) {
        Map<String, List<String>> lines = new TreeMap<>();
        if (all != null) {
            all.forEach((name, values) -> values.forEach(value -> add(lines, name, value)));
        } else if (last != null) {
            last.forEach((name, value) -> add(lines, name, value));
        }
        return new Headers(lines);
    }

    /** The values of a field's lines, in order, without white space around them. */
    public List<String> lines(String name) {
        return lines.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** A field as one value: its lines joined by commas (RFC 9110, section 5.3). */
    public Optional<String> find(String name) {
        List<String> found = lines(name);
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
    }

    private static void add(Map<String, List<String>> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(value.strip());
        }
    }
}
