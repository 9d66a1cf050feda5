package dev.elementwise.emulator.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.actor.queue.QueueEventWithOperationStatus;

/** Hears of every change of a queue: tells who waits for messages, and has the store keep it where there is one. */
final class QueueEvents extends AbstractActor {
    private static final int MANY_TIMES = 1_024;

    private final Optional<ActorRef> store;
    private final Map<String, Heard> listening = new HashMap<>();

    QueueEvents(Optional<ActorRef> store) {
        this.store = store;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Listen.class, this::listen)
                .match(NextDeliveries.class, this::answer)
                .match(QueueEvent.MessageAdded.class, event -> hear(event, event.queueName(), event.message()))
                .match(QueueEvent.MessageUpdated.class, event -> hear(event, event.queueName(), event.message()))
                .match(QueueEvent.MessageRemoved.class, this::forget)
                .matchAny(this::keep)
                .build();
    }

    private void listen(Listen listen) {
        Heard heard = of(listen.queue());
        heard.listeners().add(listen.listener());
        heard.times().values().forEach(listen.listener()::available);
    }

    private void answer(NextDeliveries asked) {
        Map<String, Long> times = of(asked.queue()).times();
        getSender().tell(asked.ids().stream().map(times::get).filter(Objects::nonNull).toList(), getSelf());
    }

    private void hear(Object event, String queue, InternalMessage message) {
        keep(event);
        long at = message.nextDelivery();
        Heard heard = of(queue);
        forgetPast(heard.times());
        Long before = heard.times().put(message.id(), at);
        heard.listeners().forEach(listener -> {
            if (before != null) {
                listener.noLonger(before);
            }
            listener.available(at);
        });
    }

    private void forget(QueueEvent.MessageRemoved event) {
        keep(event);
        Heard heard = of(event.queueName());
        Long before = heard.times().remove(event.messageId());
        if (before != null) {
            heard.listeners().forEach(listener -> listener.noLonger(before));
        }
    }

    /** No event tells that a message was purged, or has become a dead letter; and a time that is past is of no use. */
    private static void forgetPast(Map<String, Long> times) {
        if (times.size() >= MANY_TIMES && Integer.bitCount(times.size()) == 1) {
            long now = System.currentTimeMillis();
            times.values().removeIf(time -> time <= now);
        }
    }

    private Heard of(String queue) {
        return listening.computeIfAbsent(queue, name -> new Heard(new ArrayList<>(), new HashMap<>()));
    }

    /**
     * What there is to tell of a queue.
     *
     * @param times when each message can be received, in milliseconds since the epoch, by its id
     */
    private record Heard(List<MessageQueue.Listener> listeners, Map<String, Long> times) {
    }

    private void keep(Object event) {
        if (store.isPresent()) {
            store.get().forward(event, getContext());
        } else if (event instanceof QueueEventWithOperationStatus) {
            getSender().tell(OperationSuccessful$.MODULE$, getSelf());
        }
    }

    record Listen(String queue, MessageQueue.Listener listener) {
    }

    /** Asks when those of these messages that are in the queue can be received: a {@code List<Long>}, as in its times. */
    record NextDeliveries(String queue, Set<String> ids) {
    }
}
