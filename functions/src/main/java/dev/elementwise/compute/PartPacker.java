package dev.elementwise.compute;

import dev.elementwise.job.Effort;
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
import java.util.stream.LongStream;

/**
 * Packs new outcomes beside the parts that a block has: inside the block as long as they fit, otherwise into items of
 * their own. Safe for use by several threads.
 */
final class PartPacker {

    /** More parts inside a block than these become one: each takes some of the room that an item has. */
    private static final int MOST_PARTS = 64;

    /** A sole block is read with its job, again and again: up to what one read unit of DynamoDB covers is cheap. */
    private static final int LARGEST_INLINE_OF_SOLE = 3 * 1024;

    /** About what a part takes beside its lines. */
    private static final int PART_BYTES = 100;

    /** What a block lists of them has to fit its item, of 400 KB at most. */
    static final int MOST_LISTED = 3_000;

    private final BlockStore blocks;

    PartPacker(BlockStore blocks) {
        this.blocks = blocks;
    }

    /** A block's next parts, and what it takes to write them, the block included. */
    record Packed(List<Part> parts, Effort effort) {
    }

    Packed pack(JobSpec job, List<Part> standing, List<Outcome> news) {
        List<Part> parts = new ArrayList<>(standing);
        List<Outcome> outcomes = news;
        byte[] lines = lines(job, outcomes);
        List<Part> inside = parts.stream().filter(part -> part.lines().isPresent()).toList();
        int room = job.hasSoleBlock() ? LARGEST_INLINE_OF_SOLE
            : BlockStore.LARGEST_INLINE - PART_BYTES * (parts.size() - inside.size());
        int taken = inside.stream().mapToInt(part -> part.lines().orElseThrow().length).sum();
        if (!inside.isEmpty() && (inside.size() >= MOST_PARTS || taken + lines.length > room)) {
            outcomes = merge(inside, news);
            lines = lines(job, outcomes);
            parts.removeAll(inside);
        }
        Effort effort = Effort.NONE;
        if (lines.length <= room) {
            parts.add(part(outcomes, Optional.of(lines), Optional.empty()));
        } else {
            effort = addOutside(job, outcomes, lines, parts);
        }
        return new Packed(parts, effort.plus(Effort.write(bytes(parts))).plus(Effort.results(resultBytes(job, news))));
    }

    private static byte[] lines(JobSpec job, List<Outcome> outcomes) {
        return OutcomeLines.pack(outcomes.stream().filter(outcome -> isKept(job, outcome)).toList());
    }

    /** A value that is discarded is credited all the same; an error is always kept. */
    private static boolean isKept(JobSpec job, Outcome outcome) {
        return !job.discardsValues() || !outcome.succeeded();
    }

    private static long resultBytes(JobSpec job, List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> isKept(job, outcome)).mapToLong(outcome ->
            outcome.line().length + outcome.element().map(element -> element.length).orElse(0)).sum();
    }

    /** About how large a block's item is. */
    private static long bytes(List<Part> parts) {
        return parts.stream().mapToLong(part -> PART_BYTES + part.lines().map(lines -> lines.length).orElse(0)).sum();
    }

    /** What stands inside the block and what is new, in the order of the indices. */
    private static List<Outcome> merge(List<Part> inside, List<Outcome> news) {
        List<Outcome> all = new ArrayList<>(news);
        for (Part part : inside) {
            List<Outcome> kept = OutcomeLines.unpack(part.lines().orElseThrow()).stream()
                .filter(outcome -> part.credited().contains(outcome.index())).toList();
            all.addAll(kept);
            addDiscarded(part, kept, all);
        }
        all.sort(Comparator.comparingLong(Outcome::index));
        return all;
    }

    /** What is credited without a line is a value that was not kept. */
    private static void addDiscarded(Part part, List<Outcome> kept, List<Outcome> all) {
        if (kept.size() < part.credited().size()) {
            IndexRuns known = IndexRuns.union(
                kept.stream().map(outcome -> new IndexRun(outcome.index(), outcome.index() + 1)).toList());
            for (IndexRun run : part.credited().minus(known).runs()) {
                LongStream.range(run.from(), run.to())
                    .forEach(index -> all.add(new Outcome(index, true, 0, new byte[0])));
            }
        }
    }

    /** Puts the lines into items of their own, as many as they need; returns what that took. */
    private Effort addOutside(JobSpec job, List<Outcome> news, byte[] lines, List<Part> parts) {
        if (lines.length > BlockStore.LARGEST_INLINE) {
            List<Outcome> first = news.subList(0, news.size() / 2);
            List<Outcome> second = news.subList(news.size() / 2, news.size());
            return addOutside(job, first, lines(job, first), parts)
                .plus(addOutside(job, second, lines(job, second), parts));
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
