package dev.elementwise.compute;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Status;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.ProgressStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps what a task's own reducer makes of a job, before the job ends: whoever reads it then calls no task's code, and
 * a reducer that takes its process down is one more suspect. Where the task or the reducer is not there now nothing is
 * kept, for a later version may have it again. Idempotent; safe for use by several threads and processes.
 */
final class ResultKeeper {

    private final ProgressStore progress;
    private final Reductions reductions;
    private final Clock clock;

    ResultKeeper(ProgressStore progress, Reductions reductions, Clock clock) {
        this.progress = progress;
        this.reductions = reductions;
        this.clock = clock;
    }

    /**
     * Keeps the result, if there is one to keep.
     *
     * @param partials those that count when the job has ended like this, in their order
     * @return the ending, which the result may have put off
     */
    Ending keep(JobSpec job, Ending ending, Supplier<List<String>> partials) {
        Optional<Reduction> own =
            ending.status() == Status.COMPLETED ? reductions.ownOf(job) : Optional.empty();
        own.ifPresent(reduction -> keep(job, reduction, partials.get()));
        return own.isPresent() ? Ending.completed(clock.instant()) : ending;
    }

    /** Others may have kept it, and what is kept stays. */
    private void keep(JobSpec job, Reduction reduction, List<String> partials) {
        if (progress.findReduced(job, partials).isEmpty()) {
            progress.keepReduced(job, partials, reduction.result(partials).text());
        }
    }
}
