package dev.elementwise.compute;

import dev.elementwise.compute.BlockOutcomes.Credit;
import dev.elementwise.concurrent.Joining;
import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Commits what a batch has so far, blocks side by side, and counts it job by job. May be done again as more
 * comes in. For one batch and one thread.
 */
final class Settlement {

    private final Batch batch;
    private final Committer committer;
    private final ProgressRecorder recorder;
    private final Executor executor;
    private final Expenses expenses;
    private final Map<JobId, Map<Integer, Block>> known = new HashMap<>();
    /** Spans of a job whose input is open know of different totals: here is the largest. */
    private final Map<JobId, JobSpec> jobs = new HashMap<>();
    /** What commits that failed should have credited. */
    private final Map<JobBlock, Effort> owed = new ConcurrentHashMap<>();

    private record JobBlock(JobId job, int block) {
    }

    /** What settles: commits, counts, runs both. */
    record Means(Committer committer, ProgressRecorder recorder, Executor executor) {
    }

    Settlement(Batch batch, Expenses expenses, Means means) {
        this.batch = batch;
        this.expenses = expenses;
        this.committer = means.committer();
        this.recorder = means.recorder();
        this.executor = means.executor();
        for (SpanWork work : batch.works()) {
            JobSpec job = work.span().job();
            Map<Integer, Block> ofJob = known.computeIfAbsent(job.id(), id -> new ConcurrentHashMap<>());
            // Two spans may have seen a block at different times, in any order.
            work.known().forEach((number, block) -> ofJob.merge(number, block,
                (one, other) -> one.version() < other.version() ? other : one));
            jobs.merge(job.id(), job, (one, other) -> one.total() < other.total() ? other : one);
        }
    }

    /** Commits and counts every outcome that is there. */
    void settle(Instant startedAt) {
        Map<JobSpec, Map<Integer, TreeMap<Long, Outcome>>> byJob = new LinkedHashMap<>();
        for (int number = 0; number < batch.works().size(); number++) {
            if (batch.isDropped(batch.work(number))) {
                continue;
            }
            JobSpec job = Objects.requireNonNull(jobs.get(batch.work(number).span().job().id()));
            Map<Integer, TreeMap<Long, Outcome>> blocks = byJob.computeIfAbsent(job, spec -> new TreeMap<>());
            for (Outcome outcome : batch.outcomesToCommit(number)) {
                // A batch may have the same span twice.
                blocks.computeIfAbsent(job.blockOf(outcome.index()), block -> new TreeMap<>())
                    .putIfAbsent(outcome.index(), outcome);
            }
        }
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        if (byJob.isEmpty()) {
            return;
        }
        Executor commits = byJob.size() == 1 && byJob.values().iterator().next().size() == 1 ? Runnable::run : executor;
        Map<JobId, Effort> spent = expenses.tell();
        byJob.forEach((job, blocks) -> settled.add(
            settle(job, outcomes(job, blocks, spent.getOrDefault(job.id(), Effort.NONE), startedAt), startedAt,
                commits)));
        Joining.join(CompletableFuture.allOf(settled.toArray(new CompletableFuture<?>[0])));
    }

    /**
     * What was spent on the job rides with the first of its blocks that has something new, and what is owed with the
     * block that it was to ride with before.
     */
    private List<BlockOutcomes> outcomes(JobSpec job, Map<Integer, TreeMap<Long, Outcome>> blocks, Effort spent,
                                         Instant startedAt) {
        List<BlockOutcomes> all = new ArrayList<>();
        boolean told = false;
        for (Map.Entry<Integer, TreeMap<Long, Outcome>> block : blocks.entrySet()) {
            Block before = known.get(job.id()).getOrDefault(block.getKey(), Block.EMPTY);
            boolean first = !told && !isCovered(block.getValue(), before.covered());
            told |= first;
            Effort due = Objects.requireNonNullElse(owed.remove(new JobBlock(job.id(), block.getKey())), Effort.NONE);
            Credit credit = first ? new Credit(spent, entries(job, blocks.keySet()), due)
                : new Credit(Effort.NONE, Effort.NONE, due);
            all.add(new BlockOutcomes(job, block.getKey(), List.copyOf(block.getValue().values()), before, credit,
                startedAt));
        }
        return all;
    }

    private static boolean isCovered(Map<Long, Outcome> outcomes, IndexRuns covered) {
        return !covered.isEmpty() && outcomes.keySet().stream().allMatch(covered::contains);
    }

    /** What follows a commit: an entry into each node that the blocks are children of. */
    private static Effort entries(JobSpec job, Set<Integer> blocks) {
        long nodes = job.hasSoleBlock() ? 0
            : blocks.stream().map(number -> new Node(0, number).parent()).distinct().count();
        return Effort.writes(nodes, nodes);
    }

    private CompletableFuture<Void> settle(JobSpec job, List<BlockOutcomes> blocks, Instant startedAt,
                                           Executor commits) {
        CompletableFuture<?>[] committed = blocks.stream()
            .map(block -> CompletableFuture.runAsync(() -> commit(block), commits))
            .toArray(CompletableFuture<?>[]::new);
        // Also where nothing is new: somebody may have committed what is known, and died before it was counted.
        return CompletableFuture.allOf(committed)
            .thenRunAsync(() -> recorder.record(job, tallies(known.get(job.id())), startedAt), commits);
    }

    /** A commit that fails is owed what was spent, but not its entries, for none follow it. */
    private void commit(BlockOutcomes outcomes) {
        JobId job = outcomes.job().id();
        Map<Integer, Block> blocks = known.get(job);
        BlockOutcomes latest = outcomes;
        try {
            latest = committer.look(outcomes);
            blocks.put(outcomes.number(), latest.known());
            blocks.put(outcomes.number(), committer.commit(latest));
        } catch (RuntimeException e) {
            owed.put(new JobBlock(job, outcomes.number()), latest.credit().spent().plus(latest.credit().owed()));
            throw e;
        }
    }

    private static Map<Integer, Tally> tallies(Map<Integer, Block> blocks) {
        Map<Integer, Tally> tallies = new HashMap<>();
        blocks.forEach((number, block) -> {
            Tally tally = Tally.of(block);
            if (tally.total() > 0) {
                tallies.put(number, tally);
            }
        });
        return tallies;
    }
}
