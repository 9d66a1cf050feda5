package dev.elementwise.reduce;

import dev.elementwise.job.JobSpec;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Reducer;
import java.util.Optional;

/**
 * Where the reducers of tasks come from. One that can't be called just now, which is not its fault, throws
 * {@link ReducerUnavailableException}.
 */
@FunctionalInterface
public interface ReducerSource {

    /** This process. */
    static ReducerSource of(Catalogue catalogue) {
        return (job, name) -> catalogue.find(job.task()).map(entry -> entry.reducers().get(name));
    }

    /** The own reducer of this name that the job's task has; empty if it has none. */
    Optional<Reducer> find(JobSpec job, String name);
}
