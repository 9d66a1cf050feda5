package dev.elementwise.job;

import dev.elementwise.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Value or error of one element, as the line of JSON that it is everywhere: in a block, in an NDJSON page, and, with
 * commas between, in a JSON page.
 *
 * @param cpuNanos CPU time that it took, where it was computed just now; 0 where it was read
 * @param element JSON of the element, where it failed and stands nowhere else: kept for a retry, shown to nobody
 * @param line {@code {"index":7,"value":9592}} or {@code {"index":8,"error":{...}}} in UTF-8, without a line feed
 */
public record Outcome(long index, boolean succeeded, long cpuNanos, byte[] line,
                      Optional<byte[]> element) {

    /** The most bytes of JSON a value may have. */
    public static final int LARGEST_VALUE = 256 * 1024;

    /** An outcome that keeps no element. */
    public Outcome(long index, boolean succeeded, long cpuNanos, byte[] line) {
        this(index, succeeded, cpuNanos, line, Optional.empty());
    }

    /** The outcome of an element whose value is the JSON text {@code value}. */
    public static Outcome value(long index, String value) {
        return new Outcome(index, true, 0,
            ("{\"index\":" + index + ",\"value\":" + value + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** The same outcome, having taken so much CPU time. */
    public Outcome taking(long nanos) {
        return new Outcome(index, succeeded, nanos, line, element);
    }

    /** The outcome of an element that failed. */
    public static Outcome failure(long index, ElementError error) {
        String text = "{\"index\":" + index + ",\"error\":{\"type\":" + Json.write(error.type())
            + ",\"message\":" + Json.write(error.message()) + ",\"attempts\":" + error.attempts() + "}}";
        return new Outcome(index, false, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same outcome, keeping its element. */
    public Outcome keeping(@Nullable Object kept) {
        return new Outcome(index, succeeded, cpuNanos, line,
            Optional.of(Json.write(kept).getBytes(StandardCharsets.UTF_8)));
    }

    /** The same outcome as it is shown: under another index, and without what is only kept. */
    public Outcome shownAs(long shown) {
        if (shown == index) {
            return new Outcome(index, succeeded, cpuNanos, line);
        }
        byte[] head = ("{\"index\":" + shown).getBytes(StandardCharsets.UTF_8);
        int rest = ("{\"index\":" + index).length();
        byte[] other = Arrays.copyOf(head, head.length + line.length - rest);
        System.arraycopy(line, rest, other, head.length, line.length - rest);
        return new Outcome(index, succeeded, cpuNanos, other);
    }
}
