package dev.elementwise.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the requests that submit a command's elements: the job's, which is open where not all elements fit,
 * then of more elements as many as it takes to keep each at 2 MiB, for 2.5 MiB are always taken. Holds one body at a
 * time.
 */
final class JobBodies {

    /** The most bytes of a request's elements. */
    static final int LIMIT = 2 * 1024 * 1024;

    private final String head;
    private final @Nullable Range range;
    private final Iterator<String> elements;
    private byte @Nullable [] carried;

    JobBodies(MapOptions options, Iterator<String> elements) {
        this.head = head(options);
        this.range = options.range().orElse(null);
        this.elements = elements;
    }

    private static String head(MapOptions options) {
        StringBuilder head = new StringBuilder("{\"task\":").append(Json.quote(options.task()));
        options.label().ifPresent(label -> head.append(",\"label\":").append(Json.quote(label)));
        options.reduce().ifPresent(reduce -> head.append(",\"reduce\":").append(reduce));
        if (options.discard()) {
            head.append(",\"discard\":true");
        }
        options.params().ifPresent(params -> head.append(",\"params\":").append(params));
        return head.toString();
    }

    /** Of the job; asked for once, and first. */
    byte[] job() {
        if (range != null) {
            return (head + ",\"range\":" + range.toJson() + "}").getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream body = filled(head + ",\"elements\":[");
        write(body, hasMore() ? "],\"open\":true}" : "]}");
        return body.toByteArray();
    }

    /** Whether there are elements that no body has had yet. */
    boolean hasMore() {
        return carried != null;
    }

    /** Of the next elements. */
    byte[] more() {
        ByteArrayOutputStream body = filled("{\"elements\":[");
        write(body, "]}");
        return body.toByteArray();
    }

    private ByteArrayOutputStream filled(String start) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(body, start);
        fill(body);
        return body;
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void fill(ByteArrayOutputStream body) {
        boolean first = true;
        byte[] element = carried == null ? read() : carried;
        carried = null;
        while (element != null) {
            if (!first && body.size() + element.length > LIMIT) {
                carried = element;
                return;
            }
            if (!first) {
                body.write(',');
            }
            body.writeBytes(element);
            first = false;
            element = read();
        }
    }

    private byte @Nullable [] read() {
        return elements.hasNext() ? elements.next().getBytes(StandardCharsets.UTF_8) : null;
    }
}
