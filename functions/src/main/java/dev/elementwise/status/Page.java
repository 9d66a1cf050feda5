package dev.elementwise.status;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Some outcomes of a job, in order.
 *
 * @param lines the outcomes' JSON texts in UTF-8
 * @param next the cursor of the next page; none where the job has ended and this is its last
 */
public record Page(List<byte[]> lines, Optional<String> next) {

    /** {@code "results":[...],"next":...}: the page as fields of a JSON object. */
    public String fields() {
        return "\"results\":[" + join(",", "") + "],\"next\":"
            + next.map(cursor -> '"' + cursor + '"').orElse("null");
    }

    /** The page as one outcome a line. */
    String ndjson() {
        return join("\n", "\n");
    }

    private String join(String between, String behind) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(lines.stream().mapToInt(line -> line.length + 1).sum());
        for (byte[] line : lines) {
            if (text.size() > 0) {
                text.writeBytes(between.getBytes(StandardCharsets.US_ASCII));
            }
            text.writeBytes(line);
        }
        if (text.size() > 0) {
            text.writeBytes(behind.getBytes(StandardCharsets.US_ASCII));
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
