package dev.elementwise.job;

import java.util.Optional;

/**
 * Outcomes that were committed to a block together.
 *
 * @param credited the indices whose outcomes count from here; others that the lines may hold do not
 * @param lines the outcomes' lines, packed by {@link OutcomeLines}; empty where they stand in an item of their own
 * @param key where the lines stand, if not here
 */
public record Part(IndexRuns credited, long succeeded, long failed, Optional<byte[]> lines, Optional<String> key) {

    public Part {
        if (lines.isPresent() == key.isPresent()) {
            throw new IllegalArgumentException("A part's lines are either inside or under a key");
        }
    }
}
