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
 * @param effort what was spent for them, beside their CPU time
 * @param startedAt when the first of the elements was started
 */
record BlockOutcomes(JobSpec job, int number, List<Outcome> outcomes, Block known, Effort effort,
                     Instant startedAt) {
}
