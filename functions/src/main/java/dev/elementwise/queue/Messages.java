package dev.elementwise.queue;

import java.util.ArrayList;
import java.util.List;

/** Cuts spans into messages that a queue takes. */
final class Messages {

    /**
     * What is sent.
     *
     * @param job whose message it is
     */
    record Message(String job, String body) {
    }

    private Messages() {
    }

    /** The messages of all spans; a span whose body were too large goes as two halves, and so on. */
    static List<Message> of(List<Span> spans) {
        List<Message> messages = new ArrayList<>();
        spans.forEach(span -> add(messages, span));
        return messages;
    }

    private static void add(List<Message> messages, Span span) {
        String body = SpanCodec.encode(span);
        if (body.length() <= SpanQueue.LARGEST_BODY) {
            messages.add(new Message(span.job().id().value(), body));
        } else if (span.indices().size() > 1) {
            span.split(2, span.origin()).forEach(half -> add(messages, half));
        } else {
            throw new IllegalArgumentException("Element " + span.indices().runs().get(0).from() + " of job "
                + span.job().id() + " is too large for a message");
        }
    }
}
