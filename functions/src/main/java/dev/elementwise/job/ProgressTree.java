package dev.elementwise.job;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tree in which a job's progress is summed up: blocks are its leaves, every node has at most 32 children, and the
 * root is the job itself. So no item takes more writes than 32 children give it. A job whose input is or was open has
 * the tree of the largest job from the start, for its places must not move.
 */
public record ProgressTree(JobSpec job) {

    /** The most children a node has. */
    public static final int FANOUT = 32;

    /**
     * A place in the tree.
     *
     * @param level 0 for blocks
     * @param number counted from 0 within the level
     */
    public record Node(int level, int number) {

        public Node parent() {
            return new Node(level + 1, number / FANOUT);
        }

        /** Which of its parent's children this is, 0 to 31. */
        public int child() {
            return number % FANOUT;
        }

        /** The child that is {@code child} of this node's, 0 to 31. */
        public Node child(int child) {
            return new Node(level - 1, number * FANOUT + child);
        }
    }

    /** The node that is the job itself. */
    public Node root() {
        long blocks = job.input() == Input.WHOLE ? job.blocks() : JobSpec.MOST_BLOCKS;
        int level = 1;
        for (long reach = FANOUT; reach < blocks; reach *= FANOUT) {
            level++;
        }
        return new Node(level, 0);
    }

    /** Whether a tally counts all that there is below a node; as long as the input is open, all that is known of. */
    public boolean isFull(Node node, Tally tally) {
        return tally.total() >= elementsBelow(node);
    }

    /** The children of an inner node that have elements, in order. */
    public List<Node> children(Node node) {
        return IntStream.range(0, FANOUT).mapToObj(node::child)
            .filter(child -> elementsBelow(child) > 0).toList();
    }

    /** The number of the first block below a node that has elements. */
    public int firstBlock(Node node) {
        return Math.toIntExact(node.number() * blocksOf(node));
    }

    /** The number after that of the last block below a node. */
    public int endBlock(Node node) {
        return (int) Math.min((node.number() + 1) * blocksOf(node), job.blocks());
    }

    /** How many elements there are below a node; as long as the input is open, at least so many. */
    public long elementsBelow(Node node) {
        long blocks = blocksOf(node);
        long from = node.number() * blocks * job.blockSize();
        return Math.max(0, Math.min(job.total(), from + blocks * job.blockSize()) - from);
    }

    /** How many blocks a node has room for. */
    private static long blocksOf(Node node) {
        long blocks = 1;
        for (int level = 0; level < node.level(); level++) {
            blocks *= FANOUT;
        }
        return blocks;
    }
}
