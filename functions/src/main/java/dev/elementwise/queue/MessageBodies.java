package dev.elementwise.queue;

import java.util.ArrayList;
import java.util.List;

/** Cuts spans into message bodies that a queue takes. */
final class MessageBodies {

    private MessageBodies() {
    }

    /** The bodies of all spans; a span whose body were too large goes as two halves, and so on. */
    static List<String> of(List<Span> spans) {
        List<String> bodies = new ArrayList<>();
        spans.forEach(span -> add(bodies, span));
        return bodies;
    }

    private static void add(List<String> bodies, Span span) {
        String body = SpanCodec.encode(span);
        if (body.length() <= SpanQueue.LARGEST_BODY) {
            bodies.add(body);
        } else if (span.indices().size() > 1) {
            span.split(2, span.origin()).forEach(half -> add(bodies, half));
        } else {
            throw new IllegalArgumentException("Element " + span.indices().runs().get(0).from() + " of job "
                + span.job().id() + " is too large for a message");
        }
    }
}
