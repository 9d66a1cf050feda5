package dev.elementwise.simulation;

import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A queue of which nothing is lost and nothing comes twice; messages arrive in the order in which they were sent. */
final class MessageQueue implements SpanQueue {

    private static final int MOST_OF_A_BATCH = 10;

    private final String name;
    private final VirtualTime time;
    private final Ledger ledger;
    private final long arrival;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private Runnable listener = () -> {
    };
    private int sent;

    MessageQueue(String name, VirtualTime time, Ledger ledger, long arrival) {
        this.name = name;
        this.time = time;
        this.ledger = ledger;
        this.arrival = arrival;
    }

    void listen(Runnable listener) {
        this.listener = listener;
    }

    String name() {
        return name;
    }

    @Override
    public void send(List<Span> spans) {
        for (int from = 0; from < spans.size(); from += MOST_OF_A_BATCH) {
            List<Delivery> batch = new ArrayList<>();
            for (Span span : spans.subList(from, Math.min(spans.size(), from + MOST_OF_A_BATCH))) {
                String id = name + "-" + sent++;
                batch.add(new Delivery(id, id, SpanCodec.encode(span), 1, time.clock().instant(), "arn:aws:sqs:::"
                    + name));
            }
            ledger.send(batch.size(), batch.stream().mapToLong(delivery -> delivery.body().length()).sum());
            time.at(time.now() + arrival, () -> {
                waiting.addAll(batch);
                listener.run();
            });
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    List<Delivery> receive(int most) {
        List<Delivery> received = new ArrayList<>();
        while (received.size() < most && !waiting.isEmpty()) {
            received.add(waiting.remove());
        }
        return received;
    }

    /** What a worker receives by itself; the request costs as much if there is nothing. */
    @Override
    public List<Delivery> receive(int most, Duration hidden) {
        List<Delivery> received = receive(most);
        ledger.request(received.stream().mapToLong(delivery -> delivery.body().length()).sum());
        return received;
    }

    @Override
    public void delete(String receipt) {
        ledger.request(0);
    }

    @Override
    public void hold(List<String> receipts, Duration hidden) {
        ledger.request(0);
    }

    @Override
    public void release(String receipt, Duration delay) {
        throw new IllegalStateException("No message of the simulation comes again: " + receipt);
    }

    @Override
    public void check() {
        // memory is always there
    }
}
