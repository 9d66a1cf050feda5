package dev.elementwise.queue;

import java.util.List;

/** The messages that spans are cut into, for the model's queue. */
public final class ModelledMessages {

    private ModelledMessages() {
    }

    public static List<String> bodies(List<Span> spans) {
        return Messages.of(spans).stream().map(Messages.Message::body).toList();
    }
}
