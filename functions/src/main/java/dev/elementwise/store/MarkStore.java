package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import java.util.Set;

/**
 * Keeps small notes that workers leave for those who get the same work again. Thread-safety, visibility and errors as
 * for {@link JobStore}; notes go when their job expires.
 */
public interface MarkStore {

    /** Whether somebody has left this mark. */
    boolean isMarked(JobSpec job, String mark);

    /** Leaves a mark; leaving it again does nothing. */
    void mark(JobSpec job, String mark);

    /**
     * Notes that the element at {@code index} is about to be started alone.
     *
     * @param start names this start; noting it again does nothing
     * @return all starts that have been noted by now
     */
    Set<String> noteStart(JobSpec job, long index, String start);

    /** Forgets all starts of the element at {@code index}. */
    void forgetStarts(JobSpec job, long index);
}
