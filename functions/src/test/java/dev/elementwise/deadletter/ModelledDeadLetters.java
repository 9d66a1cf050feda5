package dev.elementwise.deadletter;

import dev.elementwise.model.Ports;
import dev.elementwise.queue.Delivery;
import java.util.List;
import java.util.Set;

/** The dead-letter handler of the model. */
public final class ModelledDeadLetters {

    private final DeadLetters deadLetters;

    public ModelledDeadLetters(Ports ports, long largestSpan) {
        this.deadLetters = new DeadLetters(ports.jobs(), ports.forks(), largestSpan);
    }

    public Set<String> take(List<Delivery> letters) {
        return deadLetters.take(letters);
    }
}
