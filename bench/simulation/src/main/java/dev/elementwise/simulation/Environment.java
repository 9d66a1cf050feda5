package dev.elementwise.simulation;

import dev.elementwise.compute.SimulatedWorker;
import dev.elementwise.queue.Delivery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An execution environment: a fiber that runs one invocation after the other, with one worker. */
final class Environment {

    private final VirtualTime time;
    private final LocalClock clock;
    private final SimulatedWorker worker;
    private final Turn turn;
    private final Thread thread;
    private @Nullable Invocation next;
    private boolean started;

    private record Invocation(List<Delivery> deliveries, long begin, Runnable then) {
    }

    /** @param worker lives by the clock */
    Environment(VirtualTime time, LocalClock clock, SimulatedWorker worker) {
        this.time = time;
        this.clock = clock;
        this.worker = worker;
        this.thread = Fibers.of(this::run);
        this.turn = new Turn(thread);
    }

    Turn turn() {
        return turn;
    }

    /** @param then what is to be done when the invocation has ended */
    void invoke(List<Delivery> deliveries, long begin, Runnable then) {
        next = new Invocation(deliveries, begin, then);
        time.at(begin, () -> time.give(turn));
        if (!started) {
            started = true;
            thread.start();
        }
    }

    private void run() {
        turn.await();
        while (true) {
            try {
                handle(java.util.Objects.requireNonNull(next));
            } catch (RuntimeException | Error e) {
                time.fail(e);
            }
            time.rest(turn);
        }
    }

    private void handle(Invocation invocation) {
        clock.set(invocation.begin());
        Set<String> failed = worker.work(invocation.deliveries());
        if (!failed.isEmpty()) {
            throw new IllegalStateException("Nothing fails in the simulation, but " + failed);
        }
        time.waitUntil(clock.nanos(), turn);
        invocation.then().run();
    }
}
