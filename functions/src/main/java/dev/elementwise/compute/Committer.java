package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.Tally;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.Origins;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Commits outcomes to blocks. Putting the block is what makes them count, once: an index that the block has already
 * keeps the outcome it has. A job's sole block is put, counted and, as the last, ends the job in one write.
 * Idempotent; safe for use by several threads and processes.
 */
final class Committer {

    private final BlockStore blocks;
    private final JobStore jobs;
    private final Reductions reductions;
    private final ResultKeeper keeper;
    private final Clock clock;
    private final PartPacker packer;

    /** @param keeper keeps what a sole block is reduced to */
    Committer(BlockStore blocks, JobStore jobs, Reductions reductions, ResultKeeper keeper, Clock clock) {
        this.blocks = blocks;
        this.jobs = jobs;
        this.reductions = reductions;
        this.keeper = keeper;
        this.clock = clock;
        this.packer = new PartPacker(blocks);
    }

    /**
     * The same outcomes and their block as a glance shows it, where others may have put to it since it was read: in
     * vain that costs a tenth of a put that is refused. What fills the block no other worker has any of.
     */
    BlockOutcomes look(BlockOutcomes outcomes) {
        Block known = outcomes.known();
        JobSpec job = outcomes.job();
        int news = notIn(known, outcomes.outcomes()).size();
        if (job.hasSoleBlock() || news == 0 || known.covered().size() + news >= job.block(outcomes.number()).size()) {
            return outcomes;
        }
        Block seen = blocks.glance(job, outcomes.number(), 1).get(0);
        return seen.version() > known.version() ? outcomes.beside(seen) : outcomes;
    }

    /**
     * Commits, unless the outcomes go to a sole block whose job has ended. A job with a block that has no room for them
     * is given up.
     *
     * @return the block as it is then; where nothing was committed, as it was last known
     */
    Block commit(BlockOutcomes outcomes) {
        BlockOutcomes asked = outcomes;
        while (true) {
            List<Outcome> news = notIn(asked.known(), asked.outcomes());
            if (news.isEmpty()) {
                return asked.known();
            }
            if (asked.known().parts().size() >= PartPacker.MOST_LISTED) {
                giveUp(asked);
                return asked.known();
            }
            Block next = with(asked, news);
            if (put(asked, next)) {
                return next;
            }
            // Taken, perhaps by a worker that died right after: what it has stays, the rest is put beside it.
            Optional<Block> standing = findOpen(asked);
            if (standing.isEmpty()) {
                return asked.known();
            }
            asked = asked.beside(standing.get());
        }
    }

    private void giveUp(BlockOutcomes full) {
        IndexRun block = full.job().block(full.number());
        jobs.end(full.job().id(), Ending.failed(clock.instant(), "The results of the elements from " + block.from()
            + " to " + (block.to() - 1) + " are too large for one block: give the job a smaller chunkSize than "
            + full.job().blockSize()));
    }

    private boolean put(BlockOutcomes outcomes, Block next) {
        JobSpec job = outcomes.job();
        if (!job.hasSoleBlock()) {
            return blocks.put(job, outcomes.number(), next);
        }
        Tally tally = Tally.of(next);
        Optional<Ending> ending = Ending.decidedBy(job, tally, clock.instant())
            .map(decided -> keeper.keep(job, decided, tally::partials));
        return jobs.commit(job, next, outcomes.startedAt(), ending);
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

    private Block with(BlockOutcomes asked, List<Outcome> news) {
        Block block = asked.known();
        PartPacker.Packed packed = packer.pack(asked.job(), block.parts(), news);
        Effort effort = block.effort().plus(asked.credit().sum()).plus(packed.effort())
            .plus(Effort.cpu(news.stream().mapToLong(Outcome::cpuNanos).sum()));
        return new Block(block.version() + 1, packed.parts(), effort,
            reductions.of(asked.job()).flatMap(reduction -> partial(reduction, asked, news)));
    }

    /** Of what counts already and what is new: so each outcome that is committed is taken once. */
    private Optional<String> partial(Reduction reduction, BlockOutcomes asked, List<Outcome> news) {
        Origins shown = new Origins(blocks, asked.job(), asked.number());
        return reduction.combine(
            Stream.concat(asked.known().partial().stream(), reduction.partial(news, shown).stream()).toList());
    }
}
