package dev.elementwise.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A job at one moment.
 *
 * @param published whether its submit has come to its end: an unpublished job is nobody's yet, and shown to none
 * @param succeeded elements that have a value
 * @param failed elements that have an error
 */
public record Job(JobSpec spec, boolean published, Optional<Instant> startedAt, long succeeded, long failed,
                  Optional<Ending> ending) {

    public JobId id() {
        return spec.id();
    }

    public Status status() {
        return ending.map(Ending::status).orElse(startedAt.isPresent() ? Status.RUNNING : Status.QUEUED);
    }

    public boolean hasEnded() {
        return ending.isPresent();
    }

    /** The share of elements that have an outcome, 0 to 1; an empty job's is 1. */
    public double progress() {
        return spec.total() == 0 ? 1 : (double) (succeeded + failed) / spec.total();
    }
}
