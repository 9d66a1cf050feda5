package dev.elementwise.compute;

import dev.elementwise.model.Carriers;
import dev.elementwise.model.Death;
import dev.elementwise.model.Fate;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compute function and its two event source mappings in virtual time. Unlike in a {@link Fleet}, invocations go on
 * at the same time, take further batches, and die with their process, at an element's whim or at their timeout.
 */
final class Site implements AutoCloseable {

    /** Of the function, with time for further batches, as in {@code template.yaml}. */
    static final Duration TIMEOUT = Duration.ofSeconds(900);
    /** Of the queues. */
    static final Duration VISIBILITY = Duration.ofSeconds(930);

    /** Longer than any job takes here. */
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration START = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofMillis(5);
    private static final Duration POLL = Duration.ofMillis(20);

    final Engine engine = new Engine(VISIBILITY);
    private final Carriers carriers = new Carriers();
    final World world = new World(1, carriers, engine.clock);
    final VirtualElements elements = new VirtualElements(world);
    private final Terms terms;
    private final List<Mapping> mappings;
    private final Deque<Environment> idle = new ArrayDeque<>();
    private int busy;
    private int cutOff;
    private Duration leastLeft = FOR_EVER;

    /**
     * What the function has.
     *
     * @param functions how many invocations of each mapping there are at once, at most
     * @param together how many of both
     * @param timeout of an invocation
     */
    record Terms(Limits limits, int lanes, int functions, int together, Duration timeout) {

        static Terms of(int functions) {
            return new Terms(Limits.of(Duration.ofSeconds(60)).withWorkers(functions), 2, functions, 2 * functions,
                TIMEOUT);
        }

        Terms withLanes(int count) {
            return new Terms(limits, count, functions, together, timeout);
        }

        /** Both mappings share the functions, as those of the emulator do. */
        Terms shared() {
            return new Terms(limits, lanes, functions, functions, timeout);
        }

        Terms withTimeout(Duration other) {
            return new Terms(limits, lanes, functions, together, other);
        }

        Terms with(Limits other) {
            return new Terms(other, lanes, functions, together, timeout);
        }
    }

    private record Environment(Process process, Worker worker) {
    }

    Site(Terms terms) {
        this.terms = terms;
        this.mappings = List.of(new Mapping(engine.jobsQueue, 10), new Mapping(engine.forksQueue, 1));
        engine.task.first = elements;
        engine.beforeCall = () -> {
            if (world.isRunning()) {
                world.pass(CALL);
            }
        };
        world.after(Duration.ZERO, this::poll);
    }

    /** Lets something happen at a time from now on. */
    void after(Duration time, Runnable what) {
        world.after(time, what);
    }

    /** Runs until there are no messages left and all invocations have ended; fails if that is never. */
    void run() {
        Instant latest = engine.clock.instant().plus(FOR_EVER);
        world.runUntil(() -> engine.clock.instant().isAfter(latest)
            || busy == 0 && engine.jobsQueue.size() + engine.forksQueue.size() == 0);
        if (engine.clock.instant().isAfter(latest)) {
            throw new AssertionError("Messages go round for ever");
        }
    }

    /** Runs for some time. */
    void run(Duration time) {
        Instant end = engine.clock.instant().plus(time);
        world.after(time, () -> { });
        world.runUntil(() -> !engine.clock.instant().isBefore(end));
    }

    /** How many invocations have reached their timeout. */
    int cutOff() {
        return cutOff;
    }

    /** How much time an invocation had left when it ended, at least. */
    Duration leastLeft() {
        return leastLeft;
    }

    private void poll() {
        mappings.forEach(Mapping::poll);
        world.after(POLL, this::poll);
    }

    private Environment environment() {
        Environment warm = idle.poll();
        return warm == null || warm.process().isDead() ? start() : warm;
    }

    private Environment start() {
        Process process = new Process(world);
        Worker.Tools tools = engine.tools(terms.limits());
        Halt halt = () -> {
            process.die();
            throw new Death();
        };
        Worker worker = new Worker(new Worker.Tools(tools.catalogue(), tools.stores(), tools.queues(), tools.limits(),
            tools.clock(), halt, new FiberIsolation(process, tools.catalogue(), Fate.KIND), new FiberBeside(process)),
            new FiberLanes(process, terms.lanes(), 1), Runnable::run, () -> { });
        process.whenExits(worker::giveBack);
        return new Environment(process, worker);
    }

    @Override
    public void close() {
        world.end();
        carriers.close();
        engine.close();
    }

    private final class Mapping {

        private final InMemorySpanQueue queue;
        private final int batch;
        private int own;

        private Mapping(InMemorySpanQueue queue, int batch) {
            this.queue = queue;
            this.batch = batch;
        }

        private void poll() {
            while (own < terms.functions() && busy < terms.together()) {
                List<Delivery> deliveries = queue.receive(batch);
                if (deliveries.isEmpty()) {
                    return;
                }
                new Invoked(deliveries).begin();
            }
        }

        private final class Invoked {

            private final List<Delivery> deliveries;
            private @Nullable Environment environment;
            private Instant deadline = Instant.MAX;
            private boolean over;

            private Invoked(List<Delivery> deliveries) {
                this.deliveries = deliveries;
            }

            private void begin() {
                own++;
                busy++;
                boolean cold = idle.isEmpty();
                Environment chosen = environment();
                environment = chosen;
                chosen.process().whenDead(this::end);
                world.after(cold ? START : Duration.ZERO, () ->
                    world.spawn(chosen.process(), () -> work(chosen)));
            }

            private void work(Environment chosen) {
                deadline = engine.clock.instant().plus(terms.timeout());
                world.after(terms.timeout(), () -> {
                    if (!over) {
                        cutOff++;
                        chosen.process().die();
                    }
                });
                Set<String> failed = chosen.worker().work(deliveries, deadline);
                deliveries.stream().filter(delivery -> !failed.contains(delivery.messageId()))
                    .forEach(delivery -> queue.delete(delivery.receiptHandle()));
                idle.add(chosen);
                end();
            }

            private void end() {
                if (!over) {
                    over = true;
                    Duration left = Duration.between(engine.clock.instant(), deadline);
                    leastLeft = left.compareTo(leastLeft) < 0 ? left : leastLeft;
                    own--;
                    busy--;
                }
            }
        }
    }
}
