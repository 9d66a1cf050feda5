package dev.elementwise.cli;

/**
 * How far a command is.
 *
 * @param done elements with an outcome
 * @param failed those of them that failed
 * @param total elements submitted
 * @param more whether the input goes on after them
 */
record Tally(long done, long failed, long total, boolean more) {

    static Tally of(Job job, boolean more) {
        return new Tally(job.succeeded() + job.failed(), job.failed(), job.total(), more);
    }
}
