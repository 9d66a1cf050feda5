package dev.elementwise.compute;

import dev.elementwise.log.Faults;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.LaterVersionException;
import dev.elementwise.queue.Queues;
import java.time.Duration;
import java.util.List;

/** Lets messages come again whose work has failed, each time as much later as they have come. Idempotent. */
record Redelivery(Queues queues) {

    private static final Duration SOON = Duration.ofSeconds(2);
    /** For what waits for another deployment; with each receive as much later, so that a message has most of a day. */
    private static final Duration MUCH_LATER = Duration.ofMinutes(5);

    /** For what the engine or one of its parts has thrown. */
    void afterFailure(List<Delivery> deliveries, RuntimeException cause) {
        boolean waits = cause instanceof LaterVersionException || cause instanceof TaskNotDeployedException;
        release(deliveries, waits ? cause.toString() : Faults.told(cause), waits ? MUCH_LATER : SOON);
    }

    /** For what the machine has thrown, for example while a task that exhausts the memory is opened. */
    void afterFailure(List<Delivery> deliveries, VirtualMachineError cause) {
        release(deliveries, cause.toString(), SOON);
    }

    private void release(List<Delivery> deliveries, String why, Duration pause) {
        System.err.println(deliveries.size() + " message(s) come again some time later: " + why);
        Thread.interrupted(); // or they would come again only when their time is up
        for (Delivery delivery : deliveries) {
            try {
                queues.of(delivery).release(delivery.receiptHandle(), pause.multipliedBy(delivery.receiveCount()));
            } catch (RuntimeException e) {
                System.err.println("Message " + delivery.messageId() + " comes again when its time is up: "
                    + Faults.told(e));
            }
        }
    }
}
