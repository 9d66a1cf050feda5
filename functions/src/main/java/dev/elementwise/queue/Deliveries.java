package dev.elementwise.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Translates what an event source mapping sends, and what it wants to hear.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Lambda: partial batch
 *     responses</a>
 */
public final class Deliveries {

    private Deliveries() {
    }

    public static List<Delivery> of(SQSEvent event) {
        return event.getRecords().stream().map(Deliveries::of).toList();
    }

    private static Delivery of(SQSMessage message) {
        return new Delivery(message.getMessageId(), message.getReceiptHandle(), message.getBody(),
            Integer.parseInt(message.getAttributes().get("ApproximateReceiveCount")),
            Instant.ofEpochMilli(Long.parseLong(message.getAttributes().get("SentTimestamp"))),
            message.getEventSourceArn());
    }

    /** The answer that lets those messages come again, and has all others deleted. */
    public static SQSBatchResponse failures(Collection<String> messageIds) {
        return new SQSBatchResponse(messageIds.stream().map(SQSBatchResponse.BatchItemFailure::new).toList());
    }
}
