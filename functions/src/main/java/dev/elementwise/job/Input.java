package dev.elementwise.job;

/** Whether all elements of a job are there. */
public enum Input {
    /** They came with the job. */
    WHOLE,
    /** More may come. */
    OPEN,
    /** More could come once; now all are there. */
    CLOSED
}
