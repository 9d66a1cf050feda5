package dev.elementwise.model;

import dev.elementwise.compute.ModelledWorker;
import dev.elementwise.deadletter.ModelledDeadLetters;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.model.ModelQueue.Terms;
import dev.elementwise.queue.Span;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.InMemoryInstalmentStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One run of the whole engine, everything about it decided by a seed: who orders what, and what goes wrong. Then, when
 * the weather is calm and nothing goes on any more, the invariants are checked.
 */
final class Schedule {

    private static final Duration ELEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = ELEMENT_LIMIT.plusSeconds(30);
    private static final Duration LATER = Duration.ofSeconds(30);
    /** In milliseconds. Short slices make large jobs of small ones: their commits wait for elements in flight. */
    private static final int SHORT_SLICE = 300;
    private static final int USUAL_SLICE = 3_000;
    private static final int MOST_SWEEPS = 8;
    /** Of so many schedules one has calm weather, for what is promised where nothing goes wrong. */
    static final int CALM_ONE_IN = 10;
    private static final String ARN = "arn:aws:sqs:us-east-1:1:";

    private final World world;
    private final Chaos chaos;
    private final List<Order> orders;
    private final List<Client> clients;
    private final InMemoryStore store;
    private final InMemoryInstalmentStore instalments;
    private final Fate fate;
    private final long largestSpan;
    private final Observer observer;
    private final List<ModelQueue> queues;
    private final Catalogue catalogue;
    private final Fault fault;
    private final boolean purged;
    /** How long an invocation may take further batches, and from when on. */
    private final Duration taking;
    private final Duration firstSlice;
    private final Duration slice;

    /**
     * A schedule.
     *
     * @param fault what is wrong, to see whether that is noticed
     */
    Schedule(long seed, Fault fault, Carriers carriers) {
        this.world = new World(seed, carriers);
        Random random = world.random();
        int maxReceives = 2 + random.nextInt(8);
        this.taking = Duration.ofSeconds(random.nextBoolean() ? 0 : 20 + random.nextInt(200));
        this.firstSlice = Duration.ofMillis(taking.isZero() ? 1_000 : 1 + random.nextInt(1_000));
        int shorter = SHORT_SLICE + random.nextInt(SHORT_SLICE);
        this.slice = Duration.ofMillis(random.nextBoolean() ? USUAL_SLICE : Math.max(firstSlice.toMillis(), shorter));
        boolean calm = random.nextInt(CALM_ONE_IN) == 0;
        this.chaos = new Chaos(world, Chaos.Rates.draw(random), calm ? Duration.ZERO : storm(maxReceives));
        this.orders = new OrderBook(random, calm).draw();
        this.store = new InMemoryStore(world.clock(),
            () -> chaos.betweenRequests("write", StoreUnavailableException::new));
        this.instalments = new InMemoryInstalmentStore(store);
        this.largestSpan = random.nextInt(3) == 0 ? 5 + random.nextInt(40) : Span.LARGEST;
        this.fate = new BlindFate(chaos, fault.blamesFirstDeath());
        this.observer = new Observer(store, store);
        this.fault = fault;
        this.purged = random.nextInt(20) == 0;
        Places places = new Places(world, calm && !purged && orders.stream().allMatch(Order::isHarmless));
        this.catalogue = Catalogue.of(List.of(new ModelTask(world, orders, places)));
        ModelQueue dead = queue("dead", 0, Optional.empty());
        this.queues = List.of(queue("jobs", maxReceives, Optional.of(dead)),
            queue("forks", maxReceives, Optional.of(dead)), dead);
        this.clients = orders.stream().map(order -> new Client(world, order, this::ports, catalogue)).toList();
    }

    /** Over before an innocent element can have come out of the dead-letter queue three times. */
    private Duration storm(int maxReceives) {
        Duration generation = timeout().plus(LATER).multipliedBy(maxReceives);
        return generation.plusSeconds(world.random().nextInt((int) generation.toSeconds()));
    }

    private Duration timeout() {
        return TIMEOUT.plus(taking);
    }

    private ModelQueue queue(String name, int maxReceives, Optional<ModelQueue> dead) {
        return new ModelQueue(world, chaos, new Terms(ARN + name, timeout().plus(LATER), maxReceives, dead));
    }

    /** The ports as a process meets them. */
    private Ports ports(Process process) {
        Ports real = observer.behind(Ports.of(store, instalments, queues.get(0), queues.get(1)));
        return chaos.around(process, fault.ports(real, world));
    }

    /** Lets somebody hear what happens. */
    void tell(Consumer<String> listener) {
        world.tell(listener);
        orders.forEach(order -> listener.accept("Order " + order));
    }

    /**
     * Runs.
     *
     * @return what two runs of the same seed have the same
     * @throws Violation if an invariant does not hold
     */
    long run() {
        try {
            begin();
            world.run();
            world.forward(chaos.calmFrom());
            clients.stream().filter(client -> client.order().key().isPresent()).forEach(Client::repeat);
            world.run();
            sweep();
            clients.forEach(Client::repeatRetry);
            world.run();
            observer.report();
            check();
            return world.history();
        } catch (Violation e) {
            observer.report(); // what was seen first
            throw e;
        } finally {
            world.end();
        }
    }

    private void begin() {
        Random random = world.random();
        invoke(0, 10, random);
        invoke(1, 1, random);
        new Mapping(queues.get(2), new Mapping.Terms(10, 1, TIMEOUT), chaos,
            process -> fault.handler(new ModelledDeadLetters(ports(process), largestSpan)::take, queues.get(2)), world);
        clients.forEach(Client::start);
        if (purged) {
            world.after(Duration.ofMillis(random.nextInt(20_000)), this::purge);
        }
    }

    private void purge() {
        world.say(() -> "Somebody purges the queues");
        queues.forEach(ModelQueue::purge);
    }

    private void invoke(int queue, int batch, Random random) {
        // With one, there is more to be had for an invocation that takes further batches.
        int workers = taking.isZero() || random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
        new Mapping(queues.get(queue), new Mapping.Terms(batch, workers, timeout()), chaos,
            process -> fault.handler(
                new ModelledWorker(process, ports(process), catalogue, fate,
                    new ModelledWorker.Limit(ELEMENT_LIMIT, timeout(), firstSlice, slice, largestSpan, workers))::work,
                queues.get(queue)), world);
    }

    /**
     * Whose messages were lost is set going by the sweeper, which comes in a storm at first. All others must do without,
     * for it would hide what is wrong with them.
     */
    private void sweep() {
        Duration patience = Duration.ofMinutes(31);
        for (int sweeps = 0; purged && sweeps < MOST_SWEEPS && isAnyRunning(); sweeps++) {
            world.forward(world.clock().instant().plus(patience));
            patience = patience.multipliedBy(2);
            if (sweeps < 2) {
                chaos.storm(Duration.ofMinutes(2));
            }
            Process process = new Process(world);
            Sweep sweep = new Sweep(process, ports(process), catalogue, largestSpan);
            world.spawn(process, sweep);
            world.run();
        }
        if (purged && isAnyRunning()) {
            throw new Violation("A job stands still after all sweeps");
        }
    }

    private boolean isAnyRunning() {
        return observer.created().keySet().stream().map(id -> store.find(id).orElseThrow())
            .anyMatch(job -> job.published() && !job.hasEnded());
    }

    private void check() {
        for (ModelQueue queue : queues) {
            if (queue.size() > 0) {
                throw new Violation("Messages are left: " + queue.size());
            }
        }
        Invariants invariants = new Invariants(store, instalments, new Reductions(catalogue), purged);
        for (Client client : clients) {
            List<Job> visible = observer.created().keySet().stream().map(id -> store.find(id).orElseThrow())
                .filter(job -> job.published() && client.order().isOf(job.spec())).toList();
            checkVisible(client, visible);
            visible.forEach(job -> invariants.check(client, job));
            visible.forEach(job -> retriesOf(job).forEach(retry -> invariants.checkRetry(client, job, retry)));
            checkRetries(client, visible);
        }
    }

    private List<Job> retriesOf(Job job) {
        return observer.created().values().stream().filter(spec -> spec.retryOf().equals(Optional.of(job.id())))
            .map(spec -> store.find(spec.id()).orElseThrow()).filter(Job::published).toList();
    }

    private void checkRetries(Client client, List<Job> visible) {
        Set<JobId> retries = visible.stream().flatMap(job -> retriesOf(job).stream()).map(Job::id)
            .collect(Collectors.toSet());
        if (!retries.containsAll(client.toldRetries()) || retries.size() > 1) {
            throw new Violation("The client of " + client.order().label() + " was told of the retries "
                + client.toldRetries() + ", and visible are " + retries);
        }
    }

    /** Whoever was told a job's id finds it; a key stands for one job; and nobody's job is seen by nobody. */
    private static void checkVisible(Client client, List<Job> visible) {
        Set<JobId> ids = visible.stream().map(Job::id).collect(Collectors.toSet());
        boolean mustBe = client.order().key().isPresent() || !client.told().isEmpty();
        if (!ids.containsAll(client.told()) || ids.size() > 1 || ids.isEmpty() && mustBe) {
            throw new Violation("The client of " + client.order().label() + " was told of " + client.told()
                + ", and visible are " + ids);
        }
    }
}
