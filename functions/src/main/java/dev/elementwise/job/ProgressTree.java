package dev.elementwise.job;

/**
 * The tree in which a job's progress is summed up: blocks are its leaves, every node has at most 32 children, and the
 * root is the job itself. So no item takes more writes than 32 children give it.
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
    }

    /** The node that is the job itself. */
    public Node root() {
        int level = 1;
        for (long reach = FANOUT; reach < job.blocks(); reach *= FANOUT) {
            level++;
        }
        return new Node(level, 0);
    }

    /** How many elements there are below a node. */
    public long elementsBelow(Node node) {
        long blocks = 1;
        for (int level = 0; level < node.level(); level++) {
            blocks *= FANOUT;
        }
        long from = node.number() * blocks * job.blockSize();
        return Math.max(0, Math.min(job.total(), from + blocks * job.blockSize()) - from);
    }
}
