package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.lambda.TraceHeader;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Messages on their way to a function.
 *
 * @param event the same as JSON
 * @param trace the chain of requests that they go on with
 */
record Batch(List<ReceivedMessage> messages, byte[] event, TraceHeader trace) {
    Batch {
        messages = List.copyOf(messages);
    }

    Set<String> ids() {
        return messages.stream().map(ReceivedMessage::id).collect(Collectors.toSet());
    }
}
