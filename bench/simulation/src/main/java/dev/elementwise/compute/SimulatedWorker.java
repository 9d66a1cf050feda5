package dev.elementwise.compute;

import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Queues;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.simulation.Crew;
import dev.elementwise.simulation.LocalClock;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.MarkStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** The engine's own worker, on lanes in virtual time. */
public final class SimulatedWorker {

    /** Twice what an element takes in the longest scenarios. */
    public static final Duration ELEMENT_LIMIT = Duration.ofSeconds(120);
    /** The function's timeout with further batches, as in the template. */
    private static final Duration TIMEOUT = Duration.ofSeconds(900);

    private final LocalClock clock;
    private final Worker worker;

    /** What the worker calls. */
    public record Calls(JobStore jobs, BlockStore blocks, ProgressStore progress, MarkStore marks, CostStore costs,
                        SpanQueue jobsQueue, SpanQueue forksQueue) {
    }

    /**
     * How the worker works.
     *
     * @param workers how many there are
     * @param lanes how many elements at the same time
     * @param slice how long it stays with a span
     * @param costs what the element at an index takes, in nanoseconds
     */
    public record Terms(int workers, int lanes, Duration slice, LongUnaryOperator costs) {
    }

    public SimulatedWorker(Calls calls, Catalogue catalogue, LocalClock clock, Crew crew, Terms terms) {
        this.clock = clock;
        Limits usual = Limits.of(ELEMENT_LIMIT);
        Limits limits = new Limits(usual.element(), usual.firstSlice(), terms.slice()).withWorkers(terms.workers());
        Worker.Stores stores =
            new Worker.Stores(calls.jobs(), calls.blocks(), calls.progress(), calls.marks(), calls.costs());
        Queues queues = new Queues(new Queues.Named("jobs", calls.jobsQueue()),
            new Queues.Named("forks", calls.forksQueue()));
        Halt halt = () -> {
            throw new IllegalStateException("No environment of the simulation ends");
        };
        Isolation isolation = lanes -> {
            throw new IllegalStateException("Nothing is suspect in the simulation");
        };
        this.worker = new Worker(new Worker.Tools(catalogue, stores, queues, limits, clock, halt, isolation,
            new CrewBeside(crew)),
            new SimulatedLanes(terms.lanes(), clock, crew::meet, terms.costs()), Runnable::run, () -> { });
    }

    /** Works on a batch; returns the ids of the messages that must come again. */
    public Set<String> work(List<Delivery> batch) {
        return worker.work(batch, clock.instant().plus(TIMEOUT));
    }
}
