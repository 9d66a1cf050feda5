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

    /** Sends spans; returns when all of them are accepted. A span too large for one message goes as several. */
    void send(List<Span> spans);

    /** Takes back a delivery for good: it will not come again. */
    void delete(String receipt);

    /** Lets a delivery come again after {@code delay} instead of when its time is up, 0 s to 12 h. */
    void release(String receipt, Duration delay);

    /**
     * Keeps deliveries from coming again for some time from now on, instead of the queue's.
     *
     * @param receipts one to ten
     * @param time 0 s to 12 h
     */
    void hold(List<String> receipts, Duration time);

    /**
     * Receives what is there now, without waiting; nobody else gets it for some time.
     *
     * @param most 1 to 10
     * @param time 0 s to 12 h
     */
    List<Delivery> receive(int most, Duration time);

    /** Throws {@link QueueUnavailableException} unless the queue can take spans. */
    void check();
}
