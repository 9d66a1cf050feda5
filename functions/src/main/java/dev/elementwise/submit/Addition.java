package dev.elementwise.submit;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Job;
import dev.elementwise.store.InstalmentStore.Instalment;
import java.util.List;

/** What became of a request to add elements to a job. */
public sealed interface Addition {

    /**
     * The elements are in, now or since a request before with the same key.
     *
     * @param job as it is then
     * @param indices which elements of the job they are
     */
    record Added(Job job, IndexRun indices) implements Addition {
    }

    /** The key has been used for other elements of the job. */
    record KeyReused() implements Addition {
    }

    /** The job takes no more elements. */
    record NotOpen(Job job) implements Addition {
    }

    /**
     * The job would have more elements than it may.
     *
     * @param most how many it may have
     */
    record TooMany(Job job, long most) implements Addition {
    }

    /** So many are unfinished that no other may begin. */
    record TooManyUnfinished(List<Instalment> unfinished) implements Addition {
    }

    /**
     * The job's places are all taken by elements that were added before and have no outcome yet.
     *
     * @param unfinished whose elements have none before they are repeated
     */
    record PlacesTaken(Job job, List<Instalment> unfinished) implements Addition {
    }

    /** Others have always been faster to add theirs; the next try may be luckier. */
    record Outrun() implements Addition {
    }

    /** The job has expired meanwhile. */
    record Gone() implements Addition {
    }
}
