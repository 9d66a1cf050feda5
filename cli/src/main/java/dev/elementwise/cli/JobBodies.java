package dev.elementwise.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the requests that submit a command's elements: one for a range, else as many as it takes to keep each
 * at 2 MiB, for 2.5 MiB are always taken. There is at least one, be it of no elements. Holds one body at a time.
 */
final class JobBodies implements Iterator<byte[]> {

    private static final int LIMIT = 2 * 1024 * 1024;

    private final String head;
    private final @Nullable Range range;
    private final Iterator<String> elements;
    private byte @Nullable [] carried;
    private boolean started;

    JobBodies(MapOptions options, Iterator<String> elements) {
        this.head = head(options);
        this.range = options.range().orElse(null);
        this.elements = elements;
    }

    private static String head(MapOptions options) {
        StringBuilder head = new StringBuilder("{\"task\":").append(Json.quote(options.task()));
        options.label().ifPresent(label -> head.append(",\"label\":").append(Json.quote(label)));
        options.reduce().ifPresent(reduce -> head.append(",\"reduce\":").append(reduce));
        options.params().ifPresent(params -> head.append(",\"params\":").append(params));
        return head.toString();
    }

    @Override
    public boolean hasNext() {
        return !started || carried != null;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        started = true;
        if (range != null) {
            return (head + ",\"range\":" + range.toJson() + "}").getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((head + ",\"elements\":[").getBytes(StandardCharsets.UTF_8));
        fill(body);
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
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
