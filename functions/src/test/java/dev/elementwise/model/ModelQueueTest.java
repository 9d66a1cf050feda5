package dev.elementwise.model;

import dev.elementwise.model.Chaos.Rates;
import dev.elementwise.model.ModelQueue.Terms;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.queue.SpanQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The queue that the model stands on, in calm weather. */
final class ModelQueueTest extends SpanQueueContract {

    private static final Duration DELIVERY = Duration.ofMillis(20);

    private final Carriers carriers = new Carriers();
    private final World world = new World(1, carriers);
    private final Chaos chaos = new Chaos(world, new Rates(0, 0, 0, 0, 0, 0, 0, 0), Duration.ZERO);
    private final ModelQueue queue = new ModelQueue(world, chaos,
        new Terms("arn:aws:sqs:us-east-1:000000000000:jobs", Duration.ofMinutes(2), 10, Optional.empty()));

    @AfterEach
    void close() {
        carriers.close();
    }

    @Override
    protected SpanQueue queue() {
        world.forward(world.clock().instant().plus(DELIVERY));
        return queue;
    }

    @Override
    protected List<Delivery> receive() {
        world.forward(world.clock().instant().plus(DELIVERY));
        return queue.receive(10);
    }

    @Override
    protected Instant now() {
        return world.clock().instant();
    }
}
