package dev.elementwise.sweep;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import dev.elementwise.store.ProgressStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the blocks of which the progress tree does not know all outcomes, without a look at what is full. For one
 * walk.
 *
 * <p>A node that is full without its parent's knowing it is where somebody died between two steps of counting: it is
 * represented by its first block, which only has to be counted again.
 */
final class UnfilledBlocks {

    private final ProgressStore progress;
    private final ProgressTree tree;
    private final int from;
    private final int limit;
    private final List<Integer> found = new ArrayList<>();

    /**
     * @param from the first block that may be found
     * @param limit how many blocks are found at most
     */
    UnfilledBlocks(ProgressStore progress, JobSpec job, int from, int limit) {
        this.progress = progress;
        this.tree = new ProgressTree(job);
        this.from = from;
        this.limit = limit;
    }

    /** The blocks' numbers in ascending order. */
    List<Integer> find() {
        walk(tree.root());
        return found;
    }

    private void walk(Node node) {
        Map<Integer, Tally> entries = progress.children(tree.job(), node);
        List<Node> unfilled = tree.children(node).stream()
            .filter(child -> !tree.isFull(child, entries.getOrDefault(child.child(), Tally.NONE))).toList();
        if (unfilled.isEmpty()) {
            add(tree.firstBlock(node));
        }
        for (Node child : unfilled) {
            if (found.size() == limit) {
                return;
            }
            if (child.level() == 0) {
                add(child.number());
            } else if (tree.endBlock(child) > from) {
                walk(child);
            }
        }
    }

    private void add(int block) {
        if (block >= from) {
            found.add(block);
        }
    }
}
