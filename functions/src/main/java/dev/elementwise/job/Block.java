package dev.elementwise.job;

import java.util.List;

/**
 * What is committed of one block: the unit of storage and accounting.
 *
 * @param version 0 for a block of which nothing is committed; one more at every commit
 * @param parts in the order of their commits; no index is in two of them
 * @param effort what the outcomes took
 */
public record Block(int version, List<Part> parts, Effort effort) {

    /** A block of which nothing is committed. */
    public static final Block EMPTY = new Block(0, List.of(), Effort.NONE);

    public Block {
        parts = List.copyOf(parts);
    }

    /** A block whose outcomes took nothing that is known. */
    public Block(int version, List<Part> parts) {
        this(version, parts, Effort.NONE);
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
