package dev.elementwise.queue;

import java.time.Instant;

/**
 * A message as a worker gets it.
 *
 * @param messageId names the message in the answer to the event source mapping
 * @param receiptHandle names this delivery of it
 * @param receiveCount how often it has been received, this time included; more than once proves nothing
 * @param queue the ARN of the queue it comes from; of one that was received by a worker itself only its name is there
 */
public record Delivery(String messageId, String receiptHandle, String body, int receiveCount, Instant sentAt,
                       String queue) {
}
