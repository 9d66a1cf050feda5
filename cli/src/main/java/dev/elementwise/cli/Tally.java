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

    static Tally none() {
        return new Tally(0, 0, 0, false);
    }

    /** This and a job that comes after it. */
    Tally plus(Job job, boolean more) {
        return new Tally(done + job.succeeded() + job.failed(), failed + job.failed(), total + job.total(), more);
    }
}
