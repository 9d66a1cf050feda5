package dev.elementwise.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps messages in the memory of one process, for tests and simulations. One lock makes every call atomic. */
public final class InMemorySpanQueue implements SpanQueue {

    private record Message(String body, Instant sentAt, Instant visibleAt, int receiveCount) {
    }

    private final String name;
    private final Clock clock;
    private final Duration visibility;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private int sent;

    public InMemorySpanQueue(String name, Clock clock, Duration visibility) {
        this.name = name;
        this.clock = clock;
        this.visibility = visibility;
    }

    @Override
    public synchronized void send(List<Span> spans) {
        for (Messages.Message message : Messages.of(spans)) {
            messages.put("message-" + sent++, new Message(message.body(), clock.instant(), clock.instant(), 0));
        }
    }

    /** Up to {@code limit} messages that are visible, which are invisible to others from now on. */
    public List<Delivery> receive(int limit) {
        return receive(limit, visibility);
    }

    @Override
    public synchronized List<Delivery> receive(int limit, Duration time) {
        List<Delivery> received = new ArrayList<>();
        Instant now = clock.instant();
        for (Map.Entry<String, Message> entry : messages.entrySet()) {
            Message message = entry.getValue();
            if (received.size() < limit && !message.visibleAt().isAfter(now)) {
                int count = message.receiveCount() + 1;
                entry.setValue(new Message(message.body(), message.sentAt(), now.plus(time), count));
                received.add(new Delivery(entry.getKey(), entry.getKey(), message.body(), count, message.sentAt(),
                    name));
            }
        }
        return received;
    }

    /** When the next message is or was visible, if nobody interferes; empty where there is none. */
    public synchronized Optional<Instant> nextVisibleAt() {
        return messages.values().stream().map(Message::visibleAt).min(Comparator.naturalOrder());
    }

    /** How many messages have been sent so far. */
    public synchronized int sent() {
        return sent;
    }

    /** How many messages there are, visible or not. */
    public synchronized int size() {
        return messages.size();
    }

    /** Loses all messages, as a purge does. */
    public synchronized void purge() {
        messages.clear();
    }

    @Override
    public synchronized void delete(String receipt) {
        messages.remove(receipt);
    }

    @Override
    public synchronized void release(String receipt, Duration delay) {
        messages.computeIfPresent(receipt, (id, message) -> new Message(message.body(), message.sentAt(),
            clock.instant().plus(delay), message.receiveCount()));
    }

    @Override
    public void hold(List<String> receipts, Duration time) {
        receipts.forEach(receipt -> release(receipt, time));
    }

    @Override
    public void check() {
        // memory is always there
    }
}
