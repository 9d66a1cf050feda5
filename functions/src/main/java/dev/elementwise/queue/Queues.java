package dev.elementwise.queue;

/**
 * The two queues that carry spans.
 *
 * @param jobs first spans, so that a new job waits behind first spans only
 * @param forks everything after
 */
public record Queues(Named jobs, Named forks) {

    /** A queue and its name, which is the end of its ARN. */
    public record Named(String name, SpanQueue queue) {
    }

    /** The queue that a delivery comes from. */
    public SpanQueue of(Delivery delivery) {
        return delivery.queue().endsWith(":" + forks.name()) ? forks.queue() : jobs.queue();
    }

    /** Takes back a delivery for good. */
    public void delete(Delivery delivery) {
        of(delivery).delete(delivery.receiptHandle());
    }
}
