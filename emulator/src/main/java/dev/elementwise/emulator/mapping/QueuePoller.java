package dev.elementwise.emulator.mapping;

import dev.elementwise.emulator.lambda.PayloadLimits;
import dev.elementwise.emulator.sqs.MessageQueue;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import dev.elementwise.emulator.stack.EventSourceMapping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forms batches of one queue's messages by its mapping's size and window. For use by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Creating and configuring an
 *     Amazon SQS event source mapping</a>
 */
final class QueuePoller {
    private final EventSourceMapping mapping;
    private final MessageQueue queue;
    private final SqsEvent event;
    private final LoopDetection loops;
    private final Clock clock;

    private final List<ReceivedMessage> collected = new ArrayList<>();
    private Instant since = Instant.MAX;

    QueuePoller(EventSourceMapping mapping, MessageQueue queue, LoopDetection loops) {
        if (mapping.batchSize() > MessageQueue.MOST_PER_RECEIVE && mapping.window().isZero()) {
            throw new IllegalArgumentException("The mapping " + mapping.id() + " has a batch size of "
                    + mapping.batchSize() + "; one above 10 needs MaximumBatchingWindowInSeconds of at least 1");
        }
        this.mapping = mapping;
        this.queue = queue;
        this.event = new SqsEvent(queue.arn());
        this.loops = loops;
        this.clock = Clock.systemUTC();
    }

    EventSourceMapping mapping() {
        return mapping;
    }

    MessageQueue queue() {
        return queue;
    }

    /** Receives what is there and gives a batch if one is complete: full, too large for more, or waited for enough. */
    Optional<Batch> poll() {
        collect();
        boolean full = collected.size() >= mapping.batchSize();
        if (collected.isEmpty() || !full && clock.instant().isBefore(since.plus(mapping.window()))) {
            return Optional.empty();
        }
        return Optional.of(take());
    }

    /** When what has been received goes out even if there is room for more; empty if nothing waits for that. */
    Optional<Instant> windowEnd() {
        return collected.isEmpty() ? Optional.empty() : Optional.of(since.plus(mapping.window()));
    }

    private void collect() {
        int asked;
        int received;
        do {
            asked = Math.min(MessageQueue.MOST_PER_RECEIVE, mapping.batchSize() - collected.size());
            if (asked <= 0) {
                return;
            }
            List<ReceivedMessage> messages = queue.receive(asked).toCompletableFuture().join();
            received = messages.size();
            List<ReceivedMessage> passed = loops.pass(messages, queue.name());
            if (collected.isEmpty() && !passed.isEmpty()) {
                since = clock.instant();
            }
            collected.addAll(passed);
        } while (received == asked);
    }

    /** As many as fit into an event; the others are the next batch's first. */
    private Batch take() {
        int count = Math.min(collected.size(), mapping.batchSize());
        byte[] json = event.of(collected.subList(0, count));
        while (json.length > PayloadLimits.REQUEST_BYTES && count > 1) {
            count = Math.max(1, Math.min(count - 1, (int) ((long) count * PayloadLimits.REQUEST_BYTES / json.length)));
            json = event.of(collected.subList(0, count));
        }
        List<ReceivedMessage> taken = collected.subList(0, count);
        Batch batch = new Batch(taken, json, loops.trace(taken));
        taken.clear();
        return batch;
    }
}
