package dev.elementwise.job;

import java.time.Instant;
import java.util.Optional;

/** How and when a job ended; one-way, the first wins. */
public record Ending(Status status, Instant at, Optional<String> reason) {

    public Ending {
        if (status == Status.QUEUED || status == Status.RUNNING) {
            throw new IllegalArgumentException("A job does not end as " + status);
        }
    }

    /**
     * How counts end a job: when too many have failed, the results have grown too large, or all there will be have an
     * outcome.
     */
    public static Optional<Ending> decidedBy(JobSpec job, Tally counts, Instant at) {
        if (job.toleratedFailures().isPresent() && counts.failed() > job.toleratedFailures().getAsLong()) {
            return Optional.of(failed(at, "More than the " + job.toleratedFailures().getAsLong()
                + " tolerated failures: " + counts.failed()
                + (counts.failed() == 1 ? " element has failed" : " elements have failed")));
        }
        if (job.maxResultBytes().isPresent() && counts.effort().resultBytes() > job.maxResultBytes().getAsLong()) {
            return Optional.of(failed(at, "The results have more than the " + job.maxResultBytes().getAsLong()
                + " bytes that this deployment keeps of a job"));
        }
        return job.input() != Input.OPEN && counts.total() == job.total()
            ? Optional.of(completed(at)) : Optional.empty();
    }

    public static Ending completed(Instant at) {
        return new Ending(Status.COMPLETED, at, Optional.empty());
    }

    public static Ending failed(Instant at, String reason) {
        return new Ending(Status.FAILED, at, Optional.of(reason));
    }

    /** Of a job that did not end in the time it had. */
    public static Ending overdue(JobSpec job, Instant at) {
        return failed(at, "The job was given up: it had not ended at " + job.giveUpAt()
            + ", the end of the time that a job has.");
    }

    public static Ending cancelled(Instant at) {
        return new Ending(Status.CANCELLED, at, Optional.empty());
    }
}
