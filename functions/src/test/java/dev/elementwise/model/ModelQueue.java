package dev.elementwise.model;

import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.ModelledMessages;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue that delivers late, in any order, more than once, and counts receives that nobody has got. */
final class ModelQueue implements SpanQueue {

    private final World world;
    private final Chaos chaos;
    private final Terms terms;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private Runnable listener = () -> {
    };
    private int sent;

    /**
     * What a queue does with messages.
     *
     * @param name its ARN
     * @param deadLetters where messages go that have been received {@code maxReceives} times
     */
    record Terms(String name, Duration visibility, int maxReceives, Optional<ModelQueue> deadLetters) {
    }

    private record Message(String body, Instant sentAt, Instant visibleAt, int receives) {
    }

    ModelQueue(World world, Chaos chaos, Terms terms) {
        this.world = world;
        this.chaos = chaos;
        this.terms = terms;
    }

    /** Lets something happen whenever a message may have become visible. */
    void listen(Runnable whenVisible) {
        listener = whenVisible;
    }

    /** SQS takes ten messages a request, and may refuse some of these: any may be sent, and the others not. */
    @Override
    public void send(List<Span> spans) {
        boolean begun = false;
        boolean refused = false;
        for (String body : ModelledMessages.bodies(spans)) {
            if (begun) {
                chaos.betweenRequests("send", QueueUnavailableException::new);
            }
            begun = true;
            if (chaos.refuses()) {
                refused = true;
            } else {
                add(new Message(body, world.clock().instant(), world.clock().instant().plus(chaos.delivery()), 0));
            }
        }
        if (refused) {
            throw new QueueUnavailableException("Messages were refused, as the schedule has it", null);
        }
    }

    private void add(Message message) {
        put(terms.name().substring(terms.name().lastIndexOf(':') + 1) + "-" + sent++, message);
    }

    private void put(String id, Message message) {
        messages.put(id, message);
        world.after(Duration.between(world.clock().instant(), message.visibleAt()), listener);
    }

    boolean hasVisible() {
        return messages.values().stream().anyMatch(this::isVisible);
    }

    private boolean isVisible(Message message) {
        return !message.visibleAt().isAfter(world.clock().instant());
    }

    /** Some of the visible messages, up to {@code limit}, in any order; none, if others have got them. */
    List<Delivery> receive(int limit) {
        List<String> visible = new ArrayList<>();
        messages.forEach((id, message) -> {
            if (isVisible(message)) {
                visible.add(id);
            }
        });
        Collections.shuffle(visible, world.random());
        List<Delivery> received = new ArrayList<>();
        for (String id : visible.subList(0, Math.min(limit, visible.size()))) {
            receive(id).ifPresent(received::add);
        }
        return received;
    }

    private Optional<Delivery> receive(String id) {
        Message message = messages.get(id);
        if (message.receives() >= terms.maxReceives() && terms.deadLetters().isPresent()) {
            messages.remove(id);
            terms.deadLetters().get().add(new Message(message.body(), message.sentAt(), world.clock().instant(), 0));
            return Optional.empty();
        }
        Duration invisible = chaos.isDuplicated() ? chaos.delivery() : terms.visibility();
        Message taken = new Message(message.body(), message.sentAt(), world.clock().instant().plus(invisible),
            message.receives() + 1);
        put(id, taken);
        return chaos.isRaisedOnly() ? Optional.empty() : Optional.of(new Delivery(id, id + "#" + taken.receives(),
            taken.body(), taken.receives(), taken.sentAt(), terms.name()));
    }

    @Override
    public void delete(String receipt) {
        if (!chaos.isDuplicated()) {
            messages.remove(id(receipt));
        }
    }

    @Override
    public void release(String receipt, Duration delay) {
        Message message = messages.get(id(receipt));
        if (message != null) {
            put(id(receipt), new Message(message.body(), message.sentAt(), world.clock().instant().plus(delay),
                message.receives()));
        }
    }

    private static String id(String receipt) {
        return receipt.substring(0, receipt.indexOf('#'));
    }

    boolean isForDeadLetters() {
        return terms.deadLetters().isEmpty();
    }

    int size() {
        return messages.size();
    }

    /** Loses every message. */
    void purge() {
        messages.clear();
    }

    @Override
    public void hold(List<String> receipts, Duration time) {
        receipts.forEach(receipt -> release(receipt, time));
    }

    @Override
    public List<Delivery> receive(int most, Duration time) {
        List<Delivery> received = receive(most);
        received.forEach(delivery -> release(delivery.receiptHandle(), time));
        return received;
    }

    @Override
    public void check() {
        // it takes spans
    }
}
