package dev.elementwise.compute;

import dev.elementwise.concurrent.Threads;
import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.Queues;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.MarkStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.store.WatchStore;
import dev.elementwise.sweep.Sweeper;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Identity;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A whole engine in memory, whose workers are stepped by hand and can be made to die at any call. */
final class Engine implements AutoCloseable {

    /** A worker's death; nothing of its batch goes on. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    static final Duration VISIBILITY = Duration.ofMinutes(2);
    private static final Duration INVOCATION = Duration.ofSeconds(90);

    final SettableClock clock = new SettableClock();
    final InMemoryStore store = new InMemoryStore(clock);
    final InMemorySpanQueue jobsQueue;
    final InMemorySpanQueue forksQueue;
    final TestTask task = new TestTask();
    private final Catalogue catalogue = Catalogue.of(List.of(task, new Identity()));
    final InlineIsolation isolation = new InlineIsolation(catalogue, clock, "crash"::equals, "hang"::equals);
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger halts = new AtomicInteger();
    /** How many first spans were there when a process ended last, whose answer then deletes none. */
    volatile int firstSpansAtHalt = -1;
    /** How many batches workers have received by themselves. */
    final AtomicInteger furtherBatches = new AtomicInteger();
    private final List<Worker> workers = new ArrayList<>();
    /** By which each of them knows its time. */
    private final Map<Worker, Clock> clocks = new IdentityHashMap<>();
    /** Runs before every call of a worker to store or queue. */
    Runnable beforeCall = () -> {
    };
    /** Whether glances see neither jobs nor blocks, as they may where these are new. */
    boolean glancesMiss;
    /** For how long glances do not see that a job has ended. */
    Duration lag = Duration.ZERO;
    private final ExecutorService beside = Threads.daemons("batch");
    private boolean deadly;
    private int crashAt = Integer.MAX_VALUE;

    Engine() {
        this(VISIBILITY);
    }

    /** @param visibility of the queues */
    Engine(Duration visibility) {
        this.jobsQueue = new InMemorySpanQueue("arn:aws:sqs:us-east-1:1:jobs", clock, visibility);
        this.forksQueue = new InMemorySpanQueue("arn:aws:sqs:us-east-1:1:forks", clock, visibility);
    }

    /** Lets the worker die just before its call number {@code call}, counted from 1, or just after it. */
    void crash(int call, boolean after) {
        calls.set(0);
        crashAt = 2 * call + (after ? 1 : 0);
    }

    /** Lets workers die of what they compute: nothing of it is ever put. */
    void crashOnPut() {
        deadly = true;
    }

    void crashNoMore() {
        deadly = false;
    }

    void submit(JobSpec job, @Nullable Object... elements) {
        submit("{}", job, elements);
    }

    void submit(String params, JobSpec job, @Nullable Object... elements) {
        store.create(job, params);
        List<@Nullable Object> list = new ArrayList<>(Arrays.asList(elements));
        jobsQueue.send(List.of(new Span(job, params, IndexRuns.of(0, job.total()),
            job.range().isPresent() ? Optional.empty() : Optional.of(list), Span.Origin.SUBMIT)));
        store.publish(job.id());
    }

    /** Hands on the elements from one index to another, each of which is its index. */
    void sendFork(JobSpec job, long from, long to, Optional<Duration> cost) {
        List<@Nullable Object> elements = new ArrayList<>(LongStream.range(from, to).boxed().toList());
        forksQueue.send(List.of(new Span(job, "{}", IndexRuns.of(from, to), Optional.of(elements), Span.Origin.FORK)
            .withCost(cost)));
    }

    Worker worker(Limits limits, Clock time) {
        return worker(limits, time, new ForkJoinLanes(2, time));
    }

    /** A worker in virtual time. */
    Worker virtualWorker(int lanes) {
        return virtualWorker(Limits.of(Duration.ofSeconds(60)), lanes);
    }

    Worker virtualWorker(Limits limits, int lanes) {
        return worker(limits, clock, new VirtualLanes(lanes, clock));
    }

    private Worker worker(Limits limits, Clock time, Lanes lanes) {
        Worker.Tools tools = tools(limits);
        Worker worker = new Worker(new Worker.Tools(tools.catalogue(), tools.stores(), tools.queues(), limits, time,
            tools.halt(), tools.isolation(), tools.beside()), lanes);
        workers.add(worker);
        clocks.put(worker, time);
        return worker;
    }

    /** What a worker works with that knows the virtual time. */
    Worker.Tools tools(Limits limits) {
        Queues queues = new Queues(new Queues.Named("jobs", mortal(SpanQueue.class, jobsQueue)),
            new Queues.Named("forks", mortal(SpanQueue.class, forksQueue)));
        Worker.Stores stores = new Worker.Stores(mortal(JobStore.class, store), mortal(BlockStore.class, store),
            mortal(ProgressStore.class, store), mortal(MarkStore.class, store),
            mortal(CostStore.class, store));
        return new Worker.Tools(catalogue, stores, queues, limits, clock, this::halt, isolation,
            Beside.in(beside));
    }

    private void halt() {
        firstSpansAtHalt = jobsQueue.size();
        halts.incrementAndGet();
    }

    Worker worker() {
        return worker(Limits.of(Duration.ofSeconds(60)), clock);
    }

    /** Looks after jobs that stand still, as the schedule lets the sweeper do. */
    void sweep() {
        Sweeper.Stores stores = new Sweeper.Stores(mortal(JobStore.class, store), mortal(BlockStore.class, store),
            mortal(ProgressStore.class, store), mortal(WatchStore.class, store));
        Reductions reductions = new Reductions(Catalogue.of(List.of(task)));
        new Sweeper(stores, reductions, mortal(SpanQueue.class, forksQueue), clock)
            .sweep(clock.instant().plusSeconds(60));
    }

    /** Takes one batch as the event source mappings would, and deletes what the worker says is done. */
    boolean step(Worker worker) {
        List<Delivery> batch = jobsQueue.receive(10);
        if (batch.isEmpty()) {
            batch = forksQueue.receive(1);
        }
        if (batch.isEmpty()) {
            return false;
        }
        settle(worker, batch);
        return true;
    }

    /** Lets the worker work, and deletes what it says is done. */
    void settle(Worker worker, List<Delivery> batch) {
        Set<String> failed = worker.work(batch, clocks.getOrDefault(worker, clock).instant().plus(INVOCATION));
        for (Delivery delivery : batch) {
            if (!failed.contains(delivery.messageId())) {
                (delivery.queue().endsWith("jobs") ? jobsQueue : forksQueue).delete(delivery.receiptHandle());
            }
        }
    }

    /** Steps until the queues have nothing visible, then once more after the visibility timeout, and so on. */
    void drain(Worker worker) {
        for (int timeouts = 0; timeouts < 20 && jobsQueue.size() + forksQueue.size() > 0; timeouts++) {
            boolean more = true;
            while (more) {
                more = step(worker);
            }
            clock.forward(VISIBILITY.plusSeconds(1));
        }
    }

    /** When an invocation that starts now would be cut off, with the limits of {@link #worker()}. */
    Instant deadline() {
        return clock.instant().plus(INVOCATION);
    }

    Job job(JobSpec spec) {
        return store.find(spec.id()).orElseThrow();
    }

    Block block(JobSpec job, int number) {
        return job.hasSoleBlock() ? job(job).soleBlock() : store.find(job, number);
    }

    /** All outcomes of the job as text, in order. */
    List<String> outcomes(JobSpec job) {
        List<Outcome> all = new ArrayList<>();
        for (int number = 0; number < job.blocks(); number++) {
            for (Part part : block(job, number).parts()) {
                byte[] lines = part.lines().orElseGet(() -> store.getLines(job, part.key().orElseThrow()));
                OutcomeLines.unpack(lines).stream().filter(outcome -> part.credited().contains(outcome.index()))
                    .forEach(all::add);
            }
        }
        all.sort(Comparator.comparingLong(Outcome::index));
        return all.stream().map(outcome -> new String(outcome.line(), StandardCharsets.UTF_8))
            .toList();
    }

    <T> T mortal(Class<T> port, T real) {
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            int call = calls.incrementAndGet();
            beforeCall.run();
            dieIf(call * 2 >= crashAt || deadly && args != null && covers(args));
            try {
                Object result = glancesMiss && method.getName().equals("glance")
                    ? missedGlance(method, args) : method.invoke(real, args);
                if (method.getName().equals("receive") && !((List<?>) result).isEmpty()) {
                    furtherBatches.incrementAndGet();
                }
                if (!lag.isZero() && method.getName().equals("glance") && result instanceof Optional<?> found) {
                    result = found.map(job -> lagging((Job) job));
                }
                dieIf(call * 2 + 1 >= crashAt);
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return port.cast(proxy);
    }

    private Job lagging(Job job) {
        boolean seen = job.ending().filter(ending -> ending.at().isAfter(clock.instant().minus(lag))).isEmpty();
        return seen ? job : new Job(job.spec(), job.published(), job.startedAt(), job.tally(), Optional.empty(),
            job.soleBlock());
    }

    /** What a glance gives that misses what is new. */
    static Object missedGlance(Method glance, Object[] args) {
        return glance.getReturnType() == List.class ? Collections.nCopies((Integer) args[2], Block.EMPTY)
            : Optional.empty();
    }

    /** Whether a block is put that an element which crashed is part of, by its computed value. */
    private static boolean covers(Object[] args) {
        return Arrays.stream(args).anyMatch(arg -> arg instanceof Block block
            && block.parts().stream().anyMatch(part -> part.succeeded() > 0));
    }

    private static void dieIf(boolean now) {
        if (now) {
            throw new Crash();
        }
    }

    @Override
    public void close() {
        task.release.countDown();
        workers.forEach(Worker::close);
        beside.shutdownNow();
    }
}
