package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.job.Tally;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Commits outcomes to blocks. Putting the block is what makes them count, once: an index that the block has already
 * keeps the outcome it has. A job's sole block is put, counted and, as the last, ends the job in one write.
 * Idempotent; safe for use by several threads and processes.
 */
final class Committer {

    /** More parts inside a block than these become one: each takes some of the room that an item has. */
    private static final int MOST_PARTS = 64;

    /** A sole block is read with its job, again and again: up to what one read unit of DynamoDB covers is cheap. */
    private static final int LARGEST_INLINE_OF_SOLE = 3 * 1024;

    private final BlockStore blocks;
    private final JobStore jobs;
    private final Reductions reductions;
    private final Clock clock;

    Committer(Worker.Stores stores, Reductions reductions, Clock clock) {
        this.blocks = stores.blocks();
        this.jobs = stores.jobs();
        this.reductions = reductions;
        this.clock = clock;
    }

    /**
     * Commits, unless the outcomes go to a sole block whose job has ended.
     *
     * @return the block as it is then; where nothing was committed, as it was last known
     */
    Block commit(BlockOutcomes outcomes) {
        Block block = outcomes.known();
        while (true) {
            List<Outcome> news = notIn(block, outcomes.outcomes());
            if (news.isEmpty()) {
                return block;
            }
            Block next = with(outcomes, block, news);
            if (put(outcomes, next)) {
                return next;
            }
            // Taken, perhaps by a worker that died right after: what it has stays, the rest is put beside it.
            Optional<Block> standing = findOpen(outcomes);
            if (standing.isEmpty()) {
                return block;
            }
            block = standing.get();
        }
    }

    private boolean put(BlockOutcomes outcomes, Block next) {
        JobSpec job = outcomes.job();
        return job.hasSoleBlock()
            ? jobs.commit(job, next, outcomes.startedAt(), Ending.decidedBy(job, Tally.of(next), clock.instant()))
            : blocks.put(job, outcomes.number(), next);
    }

    /** The block that stands there now; none if it takes no more. */
    private Optional<Block> findOpen(BlockOutcomes outcomes) {
        JobSpec job = outcomes.job();
        return job.hasSoleBlock() ? jobs.find(job.id()).filter(found -> !found.hasEnded()).map(Job::soleBlock)
            : Optional.of(blocks.find(job, outcomes.number()));
    }

    private static List<Outcome> notIn(Block block, List<Outcome> outcomes) {
        IndexRuns covered = block.covered();
        return covered.isEmpty()
            ? outcomes : outcomes.stream().filter(outcome -> !covered.contains(outcome.index())).toList();
    }

    private Block with(BlockOutcomes asked, Block block, List<Outcome> news) {
        JobSpec job = asked.job();
        int room = job.hasSoleBlock() ? LARGEST_INLINE_OF_SOLE : BlockStore.LARGEST_INLINE;
        List<Part> parts = new ArrayList<>(block.parts());
        List<Outcome> outcomes = news;
        byte[] lines = OutcomeLines.pack(outcomes);
        List<Part> inside = parts.stream().filter(part -> part.lines().isPresent()).toList();
        int taken = inside.stream().mapToInt(part -> part.lines().orElseThrow().length).sum();
        if (!inside.isEmpty() && (inside.size() >= MOST_PARTS || taken + lines.length > room)) {
            outcomes = merge(inside, news);
            lines = OutcomeLines.pack(outcomes);
            parts.removeAll(inside);
        }
        Effort effort = block.effort().plus(asked.effort())
            .plus(Effort.cpu(news.stream().mapToLong(Outcome::cpuNanos).sum()));
        if (lines.length <= room) {
            parts.add(part(outcomes, Optional.of(lines), Optional.empty()));
        } else {
            effort = effort.plus(addOutside(job, outcomes, lines, parts));
        }
        return new Block(block.version() + 1, parts, effort.plus(Effort.write(bytes(parts))),
            reductions.of(job).flatMap(reduction -> partial(reduction, block, news)));
    }

    /** Of what counts already and what is new: so each outcome that is committed is taken once. */
    private static Optional<String> partial(Reduction reduction, Block block, List<Outcome> news) {
        return reduction.combine(
            Stream.concat(block.partial().stream(), reduction.partial(news).stream()).toList());
    }

    /** About how large a block's item is. */
    private static long bytes(List<Part> parts) {
        return parts.stream().mapToLong(part -> 100 + part.lines().map(lines -> lines.length).orElse(0)).sum();
    }

    /** What stands inside the block and what is new, in the order of the indices. */
    private static List<Outcome> merge(List<Part> inside, List<Outcome> news) {
        List<Outcome> all = new ArrayList<>(news);
        for (Part part : inside) {
            OutcomeLines.unpack(part.lines().orElseThrow()).stream()
                .filter(outcome -> part.credited().contains(outcome.index())).forEach(all::add);
        }
        all.sort(Comparator.comparingLong(Outcome::index));
        return all;
    }

    /** Puts the lines into items of their own, as many as they need; returns what that took. */
    private Effort addOutside(JobSpec job, List<Outcome> news, byte[] lines, List<Part> parts) {
        if (lines.length > BlockStore.LARGEST_INLINE) {
            List<Outcome> first = news.subList(0, news.size() / 2);
            List<Outcome> second = news.subList(news.size() / 2, news.size());
            return addOutside(job, first, OutcomeLines.pack(first), parts)
                .plus(addOutside(job, second, OutcomeLines.pack(second), parts));
        }
        String key = UUID.randomUUID().toString();
        blocks.putLines(job, key, lines);
        parts.add(part(news, Optional.empty(), Optional.of(key)));
        return Effort.write(lines.length);
    }

    private static Part part(List<Outcome> outcomes, Optional<byte[]> lines, Optional<String> key) {
        long failed = outcomes.stream().filter(outcome -> !outcome.succeeded()).count();
        List<IndexRun> runs = new ArrayList<>();
        long from = outcomes.get(0).index();
        long to = from;
        for (Outcome outcome : outcomes) {
            if (outcome.index() != to) {
                runs.add(new IndexRun(from, to));
                from = outcome.index();
            }
            to = outcome.index() + 1;
        }
        runs.add(new IndexRun(from, to));
        return new Part(new IndexRuns(runs), outcomes.size() - failed, failed, lines, key);
    }
}
