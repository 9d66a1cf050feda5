package dev.elementwise.queue;

import java.time.Duration;
import java.util.List;

/**
 * Carries spans from those who hand on work to those who do it; at least once, in any order. Safe for use by several
 * threads.
 *
 * <p>Calls throw {@link QueueUnavailableException} when the queue does not answer or throttles; nothing is known then
 * about whether a span was sent, and sending it again is always right.
 */
public interface SpanQueue {

    /** The most characters of a message body: SQS takes 1 MiB a message and a batch, and this leaves room for more. */
    int LARGEST_BODY = 1_000_000;

    /** The most messages of a call. */
    int LARGEST_BATCH = 10;

    /** Sends spans; returns when all of them are accepted. A span too large for one message goes as several. */
    void send(List<Span> spans);

    /**
     * Takes up to {@code most} messages, 1 to 10, that are there now; each is invisible to others from now on, for the
     * queue's visibility timeout. That none comes proves nothing: a queue has many servers, and only some are asked.
     */
    List<Delivery> receive(int most);

    /** Takes back a delivery for good: it will not come again. */
    void delete(String receipt);

    /** The same for up to {@link #LARGEST_BATCH} deliveries in one call; where it fails some may have been deleted. */
    void delete(List<String> receipts);

    /** Lets a delivery come again after {@code delay} instead of when its time is up, 0 s to 12 h. */
    void release(String receipt, Duration delay);

    /** Throws {@link QueueUnavailableException} unless the queue can take spans. */
    void check();
}
