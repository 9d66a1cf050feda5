package dev.elementwise.store;

import dev.elementwise.job.JobSpec;

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
     * @param attempt names this start; noting it again does not count
     * @return how many starts have been noted by now
     */
    int countStart(JobSpec job, long index, String attempt);

    /** Forgets all starts of the element at {@code index}. */
    void forgetStarts(JobSpec job, long index);
}
