package dev.elementwise.queue;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.List;

final class InMemorySpanQueueTest extends SpanQueueContract {

    private final InMemorySpanQueue queue =
        new InMemorySpanQueue("arn:aws:sqs:us-east-1:000000000000:jobs", new SettableClock(), Duration.ofMinutes(2));

    @Override
    protected SpanQueue queue() {
        return queue;
    }

    @Override
    protected List<Delivery> receive() {
        return queue.receive(10);
    }
}
