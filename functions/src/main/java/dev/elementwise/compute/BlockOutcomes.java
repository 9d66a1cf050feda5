package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * Outcomes that are to be committed to one block.
 *
 * @param outcomes in the order of their indices, perhaps none
 * @param known the block as it was read, or empty
 * @param credit what was spent for them, beside their CPU time
 * @param startedAt when the first of the elements was started
 */
record BlockOutcomes(JobSpec job, int number, List<Outcome> outcomes, Block known, Credit credit,
                     Instant startedAt) {

    /**
     * The same beside a later version of the block. What is owed is not any more: it may be what made that version, and
     * only the answer was lost.
     */
    BlockOutcomes beside(Block later) {
        Credit left = new Credit(credit.spent(), credit.entries(), Effort.NONE);
        return new BlockOutcomes(job, number, outcomes, later, left, startedAt);
    }

    /**
     * What a commit credits to its block.
     *
     * @param spent on the job since that was last told
     * @param entries into the progress tree, which follow the commit
     * @param owed what a commit to this block that failed should have credited
     */
    record Credit(Effort spent, Effort entries, Effort owed) {

        static final Credit NONE = new Credit(Effort.NONE, Effort.NONE, Effort.NONE);

        Effort sum() {
            return spent.plus(entries).plus(owed);
        }
    }
}
