package dev.elementwise.queue;

import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.acceptance.parts.SharedParts;
import dev.elementwise.emulator.sqs.MessageQueue;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queue's contract, kept by SQS with the settings of the template. */
@ExtendWith(SharedParts.class)
final class SqsSpanQueueTest extends SpanQueueContract {

    private static final String QUEUE = "JobsQueue";

    private final SpanQueue queue;
    private final MessageQueue received;

    SqsSpanQueueTest(LocalParts parts) {
        this.queue = new SqsSpanQueue(parts::sqs, parts.queueUrl(QUEUE));
        this.received = parts.queue(QUEUE);
    }

    @AfterEach
    void takeWhatIsLeft() {
        while (!receive().isEmpty()) {
            // hidden for the visibility timeout from now on
        }
    }

    @Override
    protected SpanQueue queue() {
        return queue;
    }

    @Override
    protected List<Delivery> receive() {
        return received.receive(MessageQueue.MOST_PER_RECEIVE).toCompletableFuture().join().stream()
            .map(this::delivery).toList();
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    private Delivery delivery(ReceivedMessage message) {
        return new Delivery(message.id(), message.receiptHandle(), message.body(),
            Integer.parseInt(message.attributes().get("ApproximateReceiveCount")),
            Instant.ofEpochMilli(Long.parseLong(message.attributes().get("SentTimestamp"))), received.arn());
    }
}
