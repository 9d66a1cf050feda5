package dev.elementwise.job;

import java.util.List;
import java.util.Optional;

/**
 * What is committed of one block: the unit of storage and accounting.
 *
 * @param version 0 for a block of which nothing is committed; one more at every commit
 * @param parts in the order of their commits; no index is in two of them
 * @param effort what the outcomes took
 * @param partial of the values, where the job is reduced and there are any
 */
public record Block(int version, List<Part> parts, Effort effort, Optional<String> partial) {

    /** A block of which nothing is committed. */
    public static final Block EMPTY = new Block(0, List.of());

    public Block {
        parts = List.copyOf(parts);
    }

    /** A block whose outcomes took nothing that is known, and are not reduced. */
    public Block(int version, List<Part> parts) {
        this(version, parts, Effort.NONE, Optional.empty());
    }

    public long succeeded() {
        return parts.stream().mapToLong(Part::succeeded).sum();
    }

    public long failed() {
        return parts.stream().mapToLong(Part::failed).sum();
    }

    /** The indices that have an outcome. */
    public IndexRuns covered() {
        IndexRuns covered = IndexRuns.NONE;
        for (Part part : parts) {
            covered = covered.plus(part.credited());
        }
        return covered;
    }
}
