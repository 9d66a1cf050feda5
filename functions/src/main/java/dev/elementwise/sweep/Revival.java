package dev.elementwise.sweep;

import dev.elementwise.compute.ProgressRecorder;
import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Tally;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.reduce.Reductions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sets a job going again that stands still: what is committed is counted once more, for whoever committed it may have
 * died right after, and what has no outcome is sent once more. Safe to repeat at any time: workers look for outcomes
 * before they compute what was handed on.
 */
final class Revival {

    /** How many blocks are looked at in one go. */
    private static final int MOST_BLOCKS = 2_048;
    private static final int BLOCKS_AT_ONCE = 32;

    private final Sweeper.Stores stores;
    private final SpanQueue forks;
    private final Clock clock;
    private final long largestSpan;
    private final ProgressRecorder recorder;

    Revival(Sweeper.Stores stores, Reductions reductions, Sweeper.Outlet outlet, Clock clock) {
        this.stores = stores;
        this.forks = outlet.forks();
        this.largestSpan = outlet.largestSpan();
        this.clock = clock;
        this.recorder = new ProgressRecorder(stores.progress(), stores.jobs(), reductions, clock);
    }

    /**
     * Goes through the job's unfilled blocks.
     *
     * @param from the first block to look at
     * @return where to go on, if that was not all
     */
    OptionalInt revive(Job job, int from) {
        JobSpec spec = job.spec();
        if (spec.hasSoleBlock()) {
            send(spec, IndexRuns.of(spec.block(0)).minus(job.soleBlock().covered()));
            return OptionalInt.empty();
        }
        List<Integer> unfilled = new UnfilledBlocks(stores.progress(), spec, from, MOST_BLOCKS).find();
        for (IndexRun run : runs(unfilled)) {
            revive(spec, run);
        }
        return unfilled.size() < MOST_BLOCKS
            ? OptionalInt.empty() : OptionalInt.of(unfilled.get(unfilled.size() - 1) + 1);
    }

    private void revive(JobSpec job, IndexRun numbers) {
        int first = Math.toIntExact(numbers.from());
        List<Block> blocks = stores.blocks().find(job, first, Math.toIntExact(numbers.size()));
        Map<Integer, Tally> tallies = new HashMap<>();
        IndexRuns missing = IndexRuns.of(job.block(first).from(),
            job.block(Math.toIntExact(numbers.to() - 1)).to());
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.version() > 0) {
                tallies.put(first + i, Tally.of(block));
                missing = missing.minus(block.covered());
            }
        }
        if (!tallies.isEmpty()) {
            recorder.recordToRoot(job, tallies, clock.instant());
        }
        send(job, missing);
    }

    /** A list's elements are in its messages alone: what is lost of them can't be sent again. */
    private void send(JobSpec job, IndexRuns missing) {
        if (!missing.isEmpty() && job.range().isPresent()) {
            Span span = new Span(job, stores.jobs().params(job.id()), missing, Optional.empty(), Origin.FORK);
            int pieces = Math.toIntExact((missing.size() + largestSpan - 1) / largestSpan);
            // Not at blocks: a piece that is longer would be split, or not even that, for its lost pieces left a mark.
            forks.send(span.split(Collections.nCopies(pieces, largestSpan), 1, Origin.FORK));
        }
    }

    private static List<IndexRun> runs(List<Integer> numbers) {
        List<IndexRun> runs = new ArrayList<>();
        for (IndexRun run : IndexRuns.union(numbers.stream().map(n -> new IndexRun(n, n + 1L)).toList()).runs()) {
            for (long from = run.from(); from < run.to(); from += BLOCKS_AT_ONCE) {
                runs.add(new IndexRun(from, Math.min(from + BLOCKS_AT_ONCE, run.to())));
            }
        }
        return runs;
    }
}
