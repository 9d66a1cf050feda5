package dev.elementwise.store;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the inner nodes of progress trees. All calls are idempotent and may come in any order: a tally replaces an
 * earlier one of the same child only. Thread-safety, visibility and errors as for {@link JobStore}.
 */
public interface ProgressStore {

    /**
     * A node as it stands.
     *
     * @param sum of all its children, without their partials
     * @param turnFrom from when its next turn is counted: when somebody last took one, or first entered something;
     *     empty of the root
     */
    record Standing(Tally sum, Optional<Instant> turnFrom) {
    }

    /**
     * Enters tallies of children into a node; the root of a job that has ended stays as it is.
     *
     * @param children by the child's place in the node, 0 to 31
     * @param startedAt when the first of the elements was started; the root keeps the earliest note it gets
     * @return the node as it is then, with what others have entered
     */
    Standing enter(JobSpec job, Node node, Map<Integer, Tally> children, Instant startedAt);

    /**
     * Takes the turn to pass an inner node up, so that of all who enter into it only one does.
     *
     * @param turnFrom that of the node as it stood when the caller entered something
     * @return false if somebody has taken it since
     */
    boolean takeTurn(JobSpec job, Node node, Optional<Instant> turnFrom, Instant now);

    /** What has been entered into a node, by the child's place, without partials; of a job of several blocks. */
    Map<Integer, Tally> children(JobSpec job, Node node);

    /** The partials that have been entered into a node, in the order of its children; of a job of several blocks. */
    List<String> partials(JobSpec job, Node node);

    /** The partials of all that is counted of a job. */
    default List<String> partials(Job job) {
        return job.spec().hasSoleBlock() ? job.tally().partials()
            : partials(job.spec(), new ProgressTree(job.spec()).root());
    }

    /**
     * Keeps what all partials of a job are reduced to, unless something is kept for them. For other partials, where two
     * workers have computed the same elements to different values, it is not found.
     */
    void keepReduced(JobSpec job, List<String> partials, String reduced);

    /** What is kept for these partials; empty if nothing is. */
    Optional<String> findReduced(JobSpec job, List<String> partials);

    /**
     * Enters the final tallies of all children of the root and ends the job, in one step.
     *
     * @return false, and nothing has changed, if the job has ended or a tally as late stands for one of the children
     */
    boolean finish(JobSpec job, Map<Integer, Tally> children, Instant startedAt, Ending ending);
}
