package dev.elementwise.compute;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.ProgressStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Carries the tallies of blocks up a job's progress tree, and ends the job when the root is full. Idempotent: after a
 * crash between any two steps the same call again takes the rest of them. Safe for use by several threads.
 */
public final class ProgressRecorder {

    /**
     * With each such part a node is passed up, whoever has the turn: nobody may enter more until much later. With more
     * parts, nodes that are done in a second would give their parent more write units than a key should take.
     */
    private static final int PARTS = 4;
    private static final Duration PASS_EVERY = Duration.ofSeconds(2);
    /** Of a tree with more, what is first entered into a node waits for others: workers in step are many there. */
    private static final int LEVELS_WITHOUT_A_WAIT = 2;
    /** One in so many children asks for the turn: those that come together would all ask, and be charged for it. */
    private static final int ELECTED = 4;
    /** After this any asks. */
    private static final Duration PASS_LATE = Duration.ofSeconds(8);

    private final ProgressStore progress;
    private final JobStore jobs;
    private final Reductions reductions;
    private final ResultKeeper keeper;
    private final Clock clock;

    public ProgressRecorder(ProgressStore progress, JobStore jobs, Reductions reductions, Clock clock) {
        this.progress = progress;
        this.jobs = jobs;
        this.reductions = reductions;
        this.keeper = new ResultKeeper(progress, reductions, clock);
        this.clock = clock;
    }

    /**
     * Records what blocks have.
     *
     * @param blocks tallies by the blocks' numbers
     * @param startedAt when the first of their elements was started, as far as the caller knows
     */
    public void record(JobSpec job, Map<Integer, Tally> blocks, Instant startedAt) {
        record(job, blocks, startedAt, false);
    }

    /** Records what blocks have, and passes it up to the root whosever turn it is: after the caller nobody may come. */
    public void recordToRoot(JobSpec job, Map<Integer, Tally> blocks, Instant startedAt) {
        record(job, blocks, startedAt, true);
    }

    private void record(JobSpec job, Map<Integer, Tally> blocks, Instant startedAt, boolean toRoot) {
        if (job.hasSoleBlock()) {
            return; // counted where it is committed
        }
        ProgressTree tree = new ProgressTree(job);
        if (finishes(tree, blocks, startedAt)) {
            return;
        }
        Map<Node, Tally> level = new HashMap<>();
        blocks.forEach((number, tally) -> level.put(new Node(0, number), tally));
        Map<Node, Tally> next = level;
        while (!next.isEmpty()) {
            next = enter(tree, next, startedAt, toRoot);
        }
    }

    /** A worker that has done all blocks of a small job knows the sums, and needs one step. */
    private boolean finishes(ProgressTree tree, Map<Integer, Tally> blocks, Instant startedAt) {
        JobSpec job = tree.job();
        Tally sum = blocks.values().stream().reduce(Tally.NONE, Tally::plus);
        if (tree.root().level() != 1 || sum.total() != job.total()) {
            return false;
        }
        Ending ending = Ending.decidedBy(job, sum, clock.instant()).orElseThrow();
        return progress.finish(job, blocks, startedAt, keeper.keep(job, ending,
            () -> new TreeMap<>(blocks).values().stream().flatMap(tally -> tally.partials().stream()).toList()));
    }

    /** Enters nodes into their parents; returns the parents that are to be passed up. */
    private Map<Node, Tally> enter(ProgressTree tree, Map<Node, Tally> nodes, Instant startedAt, boolean toRoot) {
        Map<Node, Map<Integer, Tally>> byParent = new HashMap<>();
        nodes.forEach((node, tally) -> byParent.computeIfAbsent(node.parent(), parent -> new HashMap<>())
            .put(node.child(), carried(tree, node, tally)));
        Map<Node, Tally> passing = new HashMap<>();
        byParent.forEach((parent, children) -> {
            ProgressStore.Standing standing = progress.enter(tree.job(), parent, children, startedAt);
            Tally sum = standing.sum();
            if (parent.equals(tree.root())) {
                endIfDecided(tree, sum);
            } else if (toRoot || isToBePassed(tree, parent, children, standing)) {
                passing.put(parent, sum);
            }
        });
        return passing;
    }

    /**
     * What a node passes up: what its values are reduced to only once it is full, for as long as it is not, this would
     * only make entries larger.
     */
    private Tally carried(ProgressTree tree, Node node, Tally tally) {
        Optional<Reduction> reduction = reductions.of(tree.job());
        if (reduction.isEmpty() || !tree.isFull(node, tally)) {
            return tally.with(List.of());
        }
        List<String> partials = node.level() == 0 ? tally.partials() : progress.partials(tree.job(), node);
        return tally.with(reduction.get().combine(partials).stream().toList());
    }

    /** Whether an open input has been closed is asked once the counts are there: whoever closes looks at them. */
    private void endIfDecided(ProgressTree tree, Tally sum) {
        JobSpec job = tree.job();
        JobSpec known = job.input() == Input.OPEN ? jobs.find(job.id()).map(Job::spec).orElse(job) : job;
        Ending.decidedBy(known, sum, clock.instant())
            .map(ending -> keeper.keep(known, ending, () -> progress.partials(job, tree.root())))
            .ifPresent(ending -> jobs.end(job.id(), ending));
    }

    /**
     * When its failures alone end the job, or when it is full, by whoever enters a full child: others come late, with
     * what a child had before it was full, and at the end of a job there are as many of them as there are children, all
     * at once. Otherwise every two seconds from the first entry on, by whoever takes the turn: so what a node takes
     * does not depend on how many workers enter into those below it; and with each quarter of it, for nodes are left
     * half done, and workers in step enter all at once. In a small tree also with its first entry, for somebody may
     * look on. With an open input a node may get more than this span's worker knew of; but whoever enters the last of
     * all finds as many as it knows of.
     */
    private boolean isToBePassed(ProgressTree tree, Node node, Map<Integer, Tally> children,
                                 ProgressStore.Standing standing) {
        JobSpec job = tree.job();
        Instant now = clock.instant();
        if (Ending.decidedBy(job, standing.sum(), now).isPresent()) {
            return true;
        }
        if (tree.isFull(node, standing.sum())) {
            return children.entrySet().stream()
                .anyMatch(child -> tree.isFull(node.child(child.getKey()), child.getValue()));
        }
        if (isFirst(children, standing.sum()) && tree.root().level() <= LEVELS_WITHOUT_A_WAIT) {
            return true;
        }
        return completesAPart(tree, node, children, standing.sum())
            || isDue(children.keySet().iterator().next(), standing.turnFrom().orElse(Instant.EPOCH), now)
            && progress.takeTurn(job, node, standing.turnFrom(), now);
    }

    private static boolean isFirst(Map<Integer, Tally> entered, Tally sum) {
        return entered.values().stream().mapToLong(Tally::total).sum() == sum.total();
    }

    /**
     * By what is new of what is entered now: all of a block, and of a node, which has been entered with its parts
     * before, no more than one of them. If that is wrong, a part is passed up twice, or when it is the turn.
     */
    private static boolean completesAPart(ProgressTree tree, Node node, Map<Integer, Tally> entered, Tally sum) {
        long part = partOf(tree, node);
        long added = entered.entrySet().stream().mapToLong(child -> Math.min(child.getValue().total(),
            node.level() == 1 ? Long.MAX_VALUE : partOf(tree, node.child(child.getKey())))).sum();
        return (sum.total() - added) / part < sum.total() / part;
    }

    private static long partOf(ProgressTree tree, Node node) {
        return Math.max(1, tree.elementsBelow(node) / PARTS);
    }

    private static boolean isDue(int child, Instant last, Instant now) {
        return !now.isBefore(last.plus(PASS_EVERY))
            && (isElected(child, now) || !now.isBefore(last.plus(PASS_LATE)));
    }

    /** As if it were drawn by lot: who enters one child after the other, every few seconds, has its turn as well. */
    private static boolean isElected(int child, Instant now) {
        long drawn = (now.getEpochSecond() * ProgressTree.FANOUT + child) * 0x9E3779B97F4A7C15L; // Fibonacci hashing
        return drawn >>> 62 == 0;
    }
}
