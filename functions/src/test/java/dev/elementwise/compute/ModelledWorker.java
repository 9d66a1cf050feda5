package dev.elementwise.compute;

import dev.elementwise.model.Death;
import dev.elementwise.model.Fate;
import dev.elementwise.model.Ports;
import dev.elementwise.model.Process;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Queues;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A worker of the model: its lanes are fibers, its commits are made one after the other. */
public final class ModelledWorker {

    private static final int LANES = 2;
    private static final int LATENESS = 20;

    private final Process process;
    private final Limit limit;
    private final Worker worker;

    /**
     * How long an element may take, and an invocation; how long a worker stays before it hands on, with spans of a
     * submit and with others; how many elements it takes in hand, and how many workers it reckons with.
     */
    public record Limit(Duration element, Duration invocation, Duration firstSlice, Duration slice, long largestSpan,
                        int workers) {
    }

    public ModelledWorker(Process process, Ports ports, Catalogue catalogue, Fate fate, Limit limit) {
        this.process = process;
        this.limit = limit;
        Worker.Stores stores = new Worker.Stores(ports.jobs(), ports.blocks(), ports.progress(), ports.marks(),
            ports.costs());
        Queues queues = new Queues(new Queues.Named("jobs", ports.first()), new Queues.Named("forks", ports.forks()));
        Halt halt = () -> {
            process.die();
            throw new Death();
        };
        Limits limits = new Limits(limit.element(), limit.firstSlice(), limit.slice())
            .withLargestSpan(limit.largestSpan()).withWorkers(limit.workers());
        this.worker = new Worker(new Worker.Tools(catalogue, stores, queues, limits, process.world().clock(), halt,
            new FiberIsolation(process, catalogue, fate), new FiberBeside(process)), new FiberLanes(process, LANES, LATENESS),
            Runnable::run, () -> { });
        process.whenExits(worker::giveBack);
    }

    public Set<String> work(List<Delivery> batch) {
        return worker.work(batch, process.world().clock().instant().plus(limit.invocation()));
    }
}
