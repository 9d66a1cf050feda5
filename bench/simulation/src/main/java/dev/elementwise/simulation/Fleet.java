package dev.elementwise.simulation;

import dev.elementwise.queue.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The function's execution environments, and the two mappings that invoke them. */
final class Fleet {

    private static final long RAMP_STEP = 200 * Delays.MILLI;

    private final VirtualTime time;
    private final Ledger ledger;
    private final Delays delays;
    private final Ramp ramp;
    private final int functions;
    private final Supplier<Environment> start;
    private final List<Mapping> mappings;
    private final Deque<Environment> idle = new ArrayDeque<>();
    private int environments;
    private int busy;
    private int mostBusy;
    private boolean climbing;

    /**
     * @param functions how many there are at most
     * @param start starts an environment
     */
    Fleet(World world, int functions, Supplier<Environment> start) {
        this.time = world.time();
        this.ledger = world.ledger();
        this.delays = world.delays();
        this.ramp = world.ramp();
        this.functions = functions;
        this.start = start;
        this.mappings = List.of(new Mapping(world.jobsQueue(), 10), new Mapping(world.forksQueue(), 1));
    }

    /** What a fleet works in. */
    record World(VirtualTime time, Ledger ledger, Delays delays, Ramp ramp, MessageQueue jobsQueue,
                 MessageQueue forksQueue) {
    }

    int mostBusy() {
        return mostBusy;
    }

    private void poll() {
        mappings.forEach(Mapping::poll);
    }

    /** Looks again later whether more are let in. */
    private void climb() {
        if (ramp.grows() && !climbing) {
            climbing = true;
            time.at(time.now() + RAMP_STEP, () -> {
                climbing = false;
                poll();
            });
        }
    }

    private final class Mapping {

        private final MessageQueue queue;
        private final int batch;
        private int running;

        Mapping(MessageQueue queue, int batch) {
            this.queue = queue;
            this.batch = batch;
            queue.listen(this::poll);
        }

        private void poll() {
            while (!queue.isEmpty()) {
                if (busy >= functions || running >= ramp.invocations().applyAsLong(time.now())
                    || idle.isEmpty() && environments >= ramp.environments().applyAsLong(time.now())) {
                    climb();
                    return;
                }
                invoke(queue.receive(batch));
            }
        }

        private void invoke(List<Delivery> deliveries) {
            running++;
            busy++;
            mostBusy = Math.max(mostBusy, busy);
            boolean fresh = idle.isEmpty();
            Environment environment = fresh ? start.get() : idle.pop();
            environments += fresh ? 1 : 0;
            long begin = time.now() + (fresh && ramp.cold() ? delays.coldStart() : delays.invocation());
            long bytes = deliveries.stream().mapToLong(delivery -> delivery.body().length()).sum();
            environment.invoke(deliveries, begin, () -> {
                ledger.invocation(bytes, time.now() - begin);
                running--;
                busy--;
                idle.push(environment);
                Fleet.this.poll();
            });
        }
    }
}
