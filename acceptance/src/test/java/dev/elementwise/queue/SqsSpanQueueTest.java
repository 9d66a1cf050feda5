package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.acceptance.parts.SharedParts;
import dev.elementwise.emulator.sqs.MessageQueue;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    /** So that the queue is fair on AWS: a job with many messages waits, not the others. */
    @Test
    void jobIsTheMessageGroup() {
        JobSpec one = Jobs.list(2, 1, Clock.systemUTC());
        JobSpec other = Jobs.list(1, 1, Clock.systemUTC());
        queue.send(List.of(span(one, 0), span(one, 1)));
        queue.send(List.of(span(other, 0)));

        List<String> groups = new ArrayList<>();
        for (int look = 0; look < 100 && groups.size() < 3; look++) {
            received.receive(MessageQueue.MOST_PER_RECEIVE).toCompletableFuture().join()
                .forEach(message -> groups.add(message.attributes().get("MessageGroupId")));
        }

        assertThat(groups).containsExactlyInAnyOrder(one.id().value(), one.id().value(), other.id().value());
    }

    private static Span span(JobSpec job, int index) {
        return new Span(job, "{}", IndexRuns.of(index, index + 1), Optional.of(List.of(1L)), Span.Origin.SUBMIT);
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
