package dev.elementwise.compute;

import dev.elementwise.concurrent.Joining;
import dev.elementwise.job.Block;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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
    private final Map<JobId, Map<Integer, Block>> known = new HashMap<>();

    Settlement(Batch batch, Committer committer, ProgressRecorder recorder, Executor executor) {
        this.batch = batch;
        this.committer = committer;
        this.recorder = recorder;
        this.executor = executor;
        for (SpanWork work : batch.works()) {
            known.computeIfAbsent(work.span().job().id(), id -> new HashMap<>()).putAll(work.known());
        }
    }

    /** Commits and counts every outcome that is there. */
    void settle(Instant startedAt) {
        Map<JobSpec, Map<Integer, TreeMap<Long, Outcome>>> byJob = new LinkedHashMap<>();
        for (int number = 0; number < batch.works().size(); number++) {
            if (batch.isDropped(batch.work(number))) {
                continue;
            }
            JobSpec job = batch.work(number).span().job();
            Map<Integer, TreeMap<Long, Outcome>> blocks = byJob.computeIfAbsent(job, spec -> new TreeMap<>());
            for (Outcome outcome : batch.outcomes(number)) {
                // A batch may have the same span twice.
                blocks.computeIfAbsent(job.blockOf(outcome.index()), block -> new TreeMap<>())
                    .putIfAbsent(outcome.index(), outcome);
            }
        }
        List<CompletableFuture<Void>> jobs = new ArrayList<>();
        if (byJob.isEmpty()) {
            return;
        }
        Executor commits = byJob.size() == 1 && byJob.values().iterator().next().size() == 1 ? Runnable::run : executor;
        byJob.forEach((job, blocks) -> jobs.add(settle(job, blocks, startedAt, commits)));
        Joining.join(CompletableFuture.allOf(jobs.toArray(new CompletableFuture<?>[0])));
    }

    private CompletableFuture<Void> settle(JobSpec job, Map<Integer, TreeMap<Long, Outcome>> blocks, Instant startedAt,
                                           Executor commits) {
        Map<Integer, CompletableFuture<Block>> committed = new LinkedHashMap<>();
        blocks.forEach((block, outcomes) -> committed.put(block, CompletableFuture.supplyAsync(
            () -> commit(job, block, List.copyOf(outcomes.values()), startedAt), commits)));
        return CompletableFuture.allOf(committed.values().toArray(new CompletableFuture<?>[0])).thenRunAsync(() -> {
            Map<Integer, Block> blocksOfJob = known.get(job.id());
            committed.forEach((block, commit) -> blocksOfJob.put(block, commit.join()));
            recorder.record(job, tallies(blocksOfJob), startedAt);
        }, commits);
    }

    private Block commit(JobSpec job, int block, List<Outcome> outcomes, Instant startedAt) {
        Block before = known.get(job.id()).getOrDefault(block, Block.EMPTY);
        return committer.commit(new BlockOutcomes(job, block, outcomes, before, startedAt));
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
