package dev.elementwise.simulation;

import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.util.Objects;

/** Lets virtual time pass instead of computing. */
final class SimulatedTask implements Task {

    static final String NAME = "simulated";

    private final LocalClock clock;
    private final Costs costs;

    SimulatedTask(LocalClock clock, Costs costs) {
        this.clock = clock;
        this.costs = costs;
    }

    @Override
    public TaskDescription describe() {
        return TaskDescription.of(NAME, "Simulated", "Takes its time.");
    }

    @Override
    public Computation open(Params params) {
        return element -> {
            long index = (Long) Objects.requireNonNull(element);
            clock.set(clock.nanos() + costs.of().applyAsLong(index));
            return index * 0x9E3779B9L % 1_000_000;
        };
    }
}
