package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.store.BlockStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Commits outcomes to blocks. Putting the block is what makes them count, once: an index that the block has already
 * keeps the outcome it has. Idempotent; safe for use by several threads and processes.
 */
final class Committer {

    /** More parts inside a block than these become one: each takes some of the room that an item has. */
    private static final int MOST_PARTS = 64;

    private final BlockStore blocks;

    Committer(BlockStore blocks) {
        this.blocks = blocks;
    }

    /** Commits; returns the block as it is then. */
    Block commit(BlockOutcomes outcomes) {
        Block block = outcomes.known();
        while (true) {
            List<Outcome> news = notIn(block, outcomes.outcomes());
            if (news.isEmpty()) {
                return block;
            }
            Block next = with(outcomes.job(), block, news);
            if (blocks.put(outcomes.job(), outcomes.number(), next)) {
                return next;
            }
            // Taken, perhaps by a worker that died right after: what it has stays, the rest is put beside it.
            block = blocks.find(outcomes.job(), outcomes.number());
        }
    }

    private static List<Outcome> notIn(Block block, List<Outcome> outcomes) {
        IndexRuns covered = block.covered();
        return covered.isEmpty()
            ? outcomes : outcomes.stream().filter(outcome -> !covered.contains(outcome.index())).toList();
    }

    private Block with(JobSpec job, Block block, List<Outcome> news) {
        List<Part> parts = new ArrayList<>(block.parts());
        List<Outcome> outcomes = news;
        if (parts.stream().filter(part -> part.lines().isPresent()).count() >= MOST_PARTS) {
            outcomes = merge(parts, news);
            parts.removeIf(part -> part.lines().isPresent());
        }
        byte[] lines = OutcomeLines.pack(outcomes);
        int inside = parts.stream().mapToInt(part -> part.lines().map(inline -> inline.length).orElse(0)).sum();
        if (inside + lines.length <= BlockStore.LARGEST_INLINE) {
            parts.add(part(outcomes, Optional.of(lines), Optional.empty()));
        } else {
            addOutside(job, outcomes, lines, parts);
        }
        return new Block(block.version() + 1, parts);
    }

    /** What stands inside the block and what is new, in the order of the indices. */
    private static List<Outcome> merge(List<Part> parts, List<Outcome> news) {
        List<Outcome> all = new ArrayList<>(news);
        for (Part part : parts) {
            part.lines().ifPresent(lines -> OutcomeLines.unpack(lines).stream()
                .filter(outcome -> part.credited().contains(outcome.index())).forEach(all::add));
        }
        all.sort(Comparator.comparingLong(Outcome::index));
        return all;
    }

    /** Puts the lines into items of their own, as many as they need. */
    private void addOutside(JobSpec job, List<Outcome> news, byte[] lines, List<Part> parts) {
        if (lines.length > BlockStore.LARGEST_INLINE) {
            List<Outcome> first = news.subList(0, news.size() / 2);
            List<Outcome> second = news.subList(news.size() / 2, news.size());
            addOutside(job, first, OutcomeLines.pack(first), parts);
            addOutside(job, second, OutcomeLines.pack(second), parts);
        } else {
            String key = UUID.randomUUID().toString();
            blocks.putLines(job, key, lines);
            parts.add(part(news, Optional.empty(), Optional.of(key)));
        }
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
