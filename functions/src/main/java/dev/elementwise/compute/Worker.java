package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Tally;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Queues;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.MarkStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Works on batches of spans, and says which messages are done. A message is done once everything of its span is
 * committed or handed on. For one invocation at a time.
 */
final class Worker implements AutoCloseable {

    private static final int COMMITS_AT_ONCE = 8;
    /** Half of the receives that a queue allows. */
    private static final int MOST_WAITS = 10;

    private final Tools tools;
    private final Lanes lanes;
    private final ErrorTraces traces;
    private final Runnable afterwards;
    private final Splitter splitter;
    private final Spreader spreader;
    private final Suspects suspects;
    private final Redelivery redelivery;
    private final Reductions reductions;
    private final Executor commits;
    private final Settlement.Means means;
    private final BatchRunner runner;
    private final SuspectRunner suspectRunner;
    private volatile @Nullable Invocation current;

    /** What a worker keeps its work in. */
    record Stores(JobStore jobs, BlockStore blocks, ProgressStore progress, MarkStore marks, CostStore costs) {
    }

    /** What a worker works with. */
    record Tools(Catalogue catalogue, Stores stores, Queues queues, Limits limits, Clock clock, Halt halt,
                 Isolation isolation, Beside beside) {
    }

    /** @param lanes closed with the worker */
    Worker(Tools tools, Lanes lanes) {
        this(tools, lanes, Executors.newFixedThreadPool(COMMITS_AT_ONCE, work -> {
            Thread thread = new Thread(work, "commit");
            thread.setDaemon(true);
            return thread;
        }));
    }

    private Worker(Tools tools, Lanes lanes, ExecutorService commits) {
        this(tools, lanes, commits, commits::shutdownNow);
    }

    /**
     * A worker that commits where the caller wants it.
     *
     * @param lanes closed with the worker
     * @param afterwards runs when the worker is closed
     */
    Worker(Tools tools, Lanes lanes, Executor commits, Runnable afterwards) {
        Stores stores = tools.stores();
        this.tools = tools;
        this.lanes = lanes;
        this.traces = new ErrorTraces();
        this.afterwards = afterwards;
        this.splitter = new Splitter(tools.queues().forks().queue(), stores.marks(), tools.limits());
        this.spreader = new Spreader(tools.queues().forks().queue(), tools.limits().shares(lanes.count()));
        this.suspects = new Suspects(tools.queues().forks().queue(), tools);
        this.redelivery = new Redelivery(tools.queues());
        this.reductions = new Reductions(tools.catalogue(), tools.limits().reducer());
        this.commits = commits;
        this.means = means(tools, reductions, commits);
        this.runner = new BatchRunner(tools, lanes, means);
        this.suspectRunner = new SuspectRunner(tools, lanes.count());
    }

    private static Settlement.Means means(Tools tools, Reductions reductions, Executor commits) {
        Stores stores = tools.stores();
        ResultKeeper keeper = new ResultKeeper(stores.progress(), reductions, tools.clock());
        return new Settlement.Means(new Committer(stores.blocks(), stores.jobs(), reductions, keeper, tools.clock()),
            new ProgressRecorder(stores.progress(), stores.jobs(), reductions, tools.clock()), commits);
    }

    @Override
    public void close() {
        lanes.close();
        afterwards.run();
    }

    /**
     * Works on deliveries, and, if there is time, on others that it receives while lanes have nothing to start.
     *
     * @param deadline when this must have returned
     * @return the ids of those messages that must come again
     */
    Set<String> work(List<Delivery> deliveries, Instant deadline) {
        Thread.interrupted(); // nobody does this but an element, which must not keep all later messages from being done
        Invocation invocation = new Invocation(tools, lanes, traces, this::work, deadline);
        current = invocation;
        try {
            return invocation.run(deliveries);
        } finally {
            current = null;
        }
    }

    /**
     * Lets the messages that are worked on come again at once, for the process ends: an element may have asked for that.
     * For any thread, at any time.
     */
    void giveBack() {
        Invocation invocation = current;
        if (invocation != null) {
            invocation.giveBack();
        }
    }

    /** Whatever ends the process, such as a task that exhausts the memory as it opens, must not keep the messages. */
    private Set<String> work(List<Delivery> deliveries, Invocation.Stint stint) {
        try {
            return workOn(deliveries, stint);
        } catch (VirtualMachineError e) {
            redelivery.afterFailure(deliveries, e);
            throw e;
        }
    }

    private Set<String> workOn(List<Delivery> deliveries, Invocation.Stint stint) {
        try (ChildReducers reducers = new ChildReducers(tools.isolation(), tools.limits().reducer())) {
            Reductions reduced = new Reductions(tools.catalogue(), reducers::of);
            return workOn(deliveries, stint, new Isolated(means(tools, reduced, commits), reducers));
        }
    }

    /**
     * How what suspects have is settled.
     *
     * @param reducers of these means, in a child; to be closed before anything else runs
     */
    record Isolated(Settlement.Means means, ChildReducers reducers) {
    }

    private Set<String> workOn(List<Delivery> deliveries, Invocation.Stint stint, Isolated isolated) {
        Set<String> failed = new HashSet<>();
        List<SpanWork> works = new ArrayList<>();
        Intake intake = new Intake(tools.stores(), stint.looks(), splitter, spreader, tools.clock());
        for (Delivery delivery : deliveries) {
            attempt(List.of(delivery), failed, () -> take(delivery, intake, isolated.means()).ifPresent(works::add));
        }
        isolated.reducers().close();
        stint.begin(works);
        List<SpanWork> trusted = works.stream().filter(work -> !work.isSuspect()).toList();
        List<SpanWork> suspected = works.stream().filter(SpanWork::isSuspect).toList();
        if (trusted.isEmpty() && !suspected.isEmpty() && !stint.isFurther()) {
            attempt(deliveries(suspected), failed, () -> suspectRunner.run(suspected, stint, isolated));
        } else if (!suspected.isEmpty()) {
            // Neither waits for the other: suspects go to the queue whose batches are of one message.
            suspected.forEach(work -> attempt(List.of(work.delivery()), failed, () -> pass(work, isolated.means())));
            isolated.reducers().close();
            // They need an invocation of their own, for a child is given the memory that is free.
            stint.takeNoMore();
        }
        if (!trusted.isEmpty()) {
            attempt(deliveries(trusted), failed, () -> runner.run(new Batch(trusted), stint));
        }
        if (reductions.areStuck()) {
            end(deliveries.stream().filter(delivery -> !failed.contains(delivery.messageId())).toList(), stint);
        }
        return failed;
    }

    /** A reducer that runs on keeps a core, which must not be the next batch's. */
    private void end(List<Delivery> done, Invocation.Stint stint) {
        try {
            done.forEach(tools.queues()::delete);
        } finally {
            stint.leave("a reducer is over its time", false);
        }
    }

    /** What is handed on is only what is left, and so whoever takes it may never look at what has to be counted. */
    private void pass(SpanWork work, Settlement.Means isolated) {
        count(isolated, work.span().job(), work.known());
        suspects.pass(work);
    }

    private static List<Delivery> deliveries(List<SpanWork> works) {
        return works.stream().map(SpanWork::delivery).toList();
    }

    private void attempt(List<Delivery> deliveries, Set<String> failed, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            redelivery.afterFailure(deliveries, e);
            deliveries.forEach(delivery -> failed.add(delivery.messageId()));
        }
    }

    /** What is to be run of a delivery, if there is anything; all else about it is done when this returns. */
    private Optional<SpanWork> take(Delivery delivery, Intake intake, Settlement.Means isolated) {
        Intake.Taken taken = intake.take(delivery).orElse(null);
        if (taken == null) {
            return Optional.empty();
        }
        if (taken.asksForWork() && !isDeployed(taken.span().job().task())) {
            waitForTask(taken);
            return Optional.empty();
        }
        splitter.handOnOthers(taken.sent());
        Settlement.Means counting = Suspects.isSuspect(delivery, taken.span()) ? isolated : means;
        if (taken.left().isEmpty()) {
            count(counting, taken.span().job(), taken.known());
            splitter.handOnLater(taken.span(), taken.later(), IndexRuns.NONE);
            return Optional.empty();
        }
        SpanWork work = taken.work();
        if (suspects.isToBeHandedOn(work)) {
            count(counting, taken.span().job(), taken.known());
            suspects.handOn(work);
            splitter.handOnLater(taken.span(), taken.later(), IndexRuns.NONE);
            return Optional.empty();
        }
        return Optional.of(spreader.spread(work));
    }

    private boolean isDeployed(String task) {
        return tools.catalogue().find(task).isPresent();
    }

    /**
     * Lets the message come again, for another deployment. Before it has come so often that it would be a dead letter,
     * which is sent again in pieces, and all of them as suspects, it makes room for one that comes for the first time.
     */
    private void waitForTask(Intake.Taken taken) {
        Span sent = taken.sent();
        if (taken.delivery().receiveCount() < MOST_WAITS) {
            throw new TaskNotDeployedException("Task '" + sent.job().task()
                + "' is not there; the message stays for a deployment that has it");
        }
        Origin origin = sent.origin() == Origin.SUSPECT ? Origin.SUSPECT : Origin.FORK;
        tools.queues().forks().queue().send(List.of(sent.part(sent.indices(), origin)));
    }

    /** Somebody has committed some or all of the span, and perhaps died before it was counted. */
    private void count(Settlement.Means counting, JobSpec job, Map<Integer, Block> known) {
        Map<Integer, Tally> tallies = new HashMap<>();
        known.forEach((number, block) -> {
            if (block.version() > 0) {
                tallies.put(number, Tally.of(block));
            }
        });
        counting.recorder().record(job, tallies, tools.clock().instant());
    }
}
