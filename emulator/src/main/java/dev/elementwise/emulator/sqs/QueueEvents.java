package dev.elementwise.emulator.sqs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.actor.queue.QueueEventWithOperationStatus;

/** Hears of every change of a queue: tells who waits for messages, and has the store keep it where there is one. */
final class QueueEvents extends AbstractActor {
    private final Optional<ActorRef> store;
    private final Map<String, LongConsumer> listeners = new HashMap<>();

    QueueEvents(Optional<ActorRef> store) {
        this.store = store;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Listen.class, listen -> listeners.put(listen.queue(), listen.listener()))
                .match(QueueEvent.MessageAdded.class, this::added)
                .match(QueueEvent.MessageUpdated.class, this::updated)
                .matchAny(this::keep)
                .build();
    }

    private void added(QueueEvent.MessageAdded event) {
        keep(event);
        tell(event.queueName(), event.message().nextDelivery());
    }

    private void updated(QueueEvent.MessageUpdated event) {
        keep(event);
        tell(event.queueName(), event.message().nextDelivery());
    }

    private void tell(String queue, long availableAt) {
        LongConsumer listener = listeners.get(queue);
        if (listener != null) {
            listener.accept(availableAt);
        }
    }

    private void keep(Object event) {
        if (store.isPresent()) {
            store.get().forward(event, getContext());
        } else if (event instanceof QueueEventWithOperationStatus) {
            getSender().tell(OperationSuccessful$.MODULE$, getSelf());
        }
    }

    /** @param listener must return at once */
    record Listen(String queue, LongConsumer listener) {
    }
}
