package dev.elementwise.emulator.sqs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message as SQS hands it out.
 *
 * @param attributes SQS's own, by the names that a Lambda event has; both in the order that they were given in
 */
public record ReceivedMessage(String id, String receiptHandle, String body, Map<String, String> attributes,
                              Map<String, Attribute> messageAttributes) {
    /** The attribute with the chain of requests that the message was sent in, if it was sent in one. */
    public static final String TRACE_HEADER = "AWSTraceHeader";

    public ReceivedMessage {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        messageAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(messageAttributes));
    }

    /**
     * @param dataType such as {@code String} or {@code Number.int}
     * @param base64 the value of a binary one
     */
    public record Attribute(String dataType, Optional<String> string, Optional<String> base64) {
    }
}
