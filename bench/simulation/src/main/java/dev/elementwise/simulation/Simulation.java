package dev.elementwise.simulation;

import dev.elementwise.compute.SimulatedWorker;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.Range;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.MarkStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.submit.JobRequest;
import dev.elementwise.submit.Submitter;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Params;
import dev.elementwise.time.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Runs one scenario from its submit to its end. */
final class Simulation {

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final Ledger ledger = new Ledger();
    private final InMemoryStore store = new InMemoryStore(time.clock());
    private final Fleet.World world;
    private final Fleet fleet;

    Simulation(Scenario scenario) {
        this.scenario = scenario;
        Delays delays = Delays.USUAL;
        this.world = new Fleet.World(time, ledger, delays, scenario.ramp(),
            new MessageQueue("jobs", time, ledger, delays.arrival()),
            new MessageQueue("forks", time, ledger, delays.arrival()));
        this.fleet = new Fleet(world, scenario.functions(), this::environment);
    }

    /** @throws IllegalStateException if the job does not end with every element counted */
    Result run() {
        double sum = scenario.costs().sum(scenario.elements());
        if (scenario.remembered()) {
            store.putCost(SimulatedTask.NAME, Duration.ofNanos((long) (sum / scenario.elements())));
        }
        Job submitted = submit(sum);
        time.run();
        Job job = store.find(submitted.id()).orElseThrow();
        if (!job.hasEnded() || job.tally().succeeded() != scenario.elements()) {
            throw new IllegalStateException("The job has not ended as it should: " + job);
        }
        double makespan = Duration.between(VirtualTime.BEGIN, job.ending().orElseThrow().at()).toNanos() / 1e9;
        return new Result(scenario, makespan, sum / 1e9, scenario.costs().longest(scenario.elements()) / 1e9,
            fleet.mostBusy(), ledger);
    }

    /** Left to the engine, which plans for slices of three seconds; for others what a slice takes of even costs. */
    private OptionalInt chunkSize(double sum) {
        if (scenario.slice().equals(Duration.ofSeconds(3))) {
            return OptionalInt.empty();
        }
        double rounds = scenario.slice().toNanos() * scenario.elements() / sum;
        return OptionalInt.of((int) Math.max(1, Math.round(rounds)) * scenario.lanes());
    }

    private Job submit(double sum) {
        Submitter submitter = new Submitter(
            new Submitter.Destinations(store, store, store, world.jobsQueue(), store),
            new Submitter.Grants(Duration.ofDays(3), Duration.ofDays(7), Long.MAX_VALUE),
            new Submitter.Surroundings(time.clock(), Sleeper.THREAD, new Random(1), job -> Duration.ZERO));
        JobRequest request = new JobRequest(SimulatedTask.NAME, new Params(Map.of()), Optional.empty(),
            Optional.of(new Range(0, scenario.elements(), 1)), false,
            scenario.reduce().map(JobOptions.NONE::withReduce).orElse(JobOptions.NONE), chunkSize(sum),
            Optional.empty());
        submitter.submit(() -> request,
            new Submitter.Submit("caller", Optional.empty(), "", VirtualTime.BEGIN, Duration.ZERO));
        return store.list("caller", Optional.empty(), 1).get(0);
    }

    private Environment environment() {
        LocalClock clock = new LocalClock();
        Crew crew = new Crew(time, clock);
        Ports ports = new Ports(world, clock, crew, store);
        SimulatedWorker.Calls calls = new SimulatedWorker.Calls(ports.port(JobStore.class, store),
            ports.port(BlockStore.class, store), ports.port(ProgressStore.class, store),
            ports.port(MarkStore.class, store), ports.port(CostStore.class, store),
            ports.port(SpanQueue.class, world.jobsQueue()), ports.port(SpanQueue.class, world.forksQueue()));
        SimulatedWorker worker = new SimulatedWorker(calls,
            Catalogue.of(List.of(new SimulatedTask(clock, scenario.costs()))), clock, crew,
            new SimulatedWorker.Terms(scenario.functions(), scenario.lanes(), scenario.slice(),
                scenario.costs().of()));
        return new Environment(time, clock, crew, worker);
    }
}
