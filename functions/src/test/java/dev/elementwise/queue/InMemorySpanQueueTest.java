package dev.elementwise.queue;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class InMemorySpanQueueTest extends SpanQueueContract {

    private final SettableClock clock = new SettableClock();
    private final InMemorySpanQueue queue =
        new InMemorySpanQueue("arn:aws:sqs:us-east-1:000000000000:jobs", clock, Duration.ofMinutes(2));

    @Override
    protected SpanQueue queue() {
        return queue;
    }

    @Override
    protected List<Delivery> receive() {
        return queue.receive(10);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
