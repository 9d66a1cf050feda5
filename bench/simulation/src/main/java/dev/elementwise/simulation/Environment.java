package dev.elementwise.simulation;

import dev.elementwise.compute.SimulatedWorker;
import dev.elementwise.queue.Delivery;
import java.util.List;
import java.util.Set;

/** An execution environment, which runs one invocation after the other, with one worker. */
final class Environment {

    private final VirtualTime time;
    private final LocalClock clock;
    private final Crew crew;
    private final SimulatedWorker worker;

    /** @param worker lives by the clock */
    Environment(VirtualTime time, LocalClock clock, Crew crew, SimulatedWorker worker) {
        this.time = time;
        this.clock = clock;
        this.crew = crew;
        this.worker = worker;
    }

    /** @param then what is to be done when the invocation has ended */
    void invoke(List<Delivery> deliveries, long begin, Runnable then) {
        crew.start(() -> handle(deliveries, then), begin);
    }

    private void handle(List<Delivery> deliveries, Runnable then) {
        Set<String> failed = worker.work(deliveries);
        if (!failed.isEmpty()) {
            throw new IllegalStateException("Nothing fails in the simulation, but " + failed);
        }
        time.waitUntil(clock.nanos(), crew.turn());
        then.run();
    }
}
