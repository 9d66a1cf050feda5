package dev.elementwise.job;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * A job at one moment.
 *
 * @param published whether its submit has come to its end: an unpublished job is nobody's yet, and shown to none
 * @param tally what has been counted
 * @param soleBlock the block of a job that has only one; {@link Block#EMPTY} in all others
 */
public record Job(JobSpec spec, boolean published, Optional<Instant> startedAt, Tally tally, Optional<Ending> ending,
                  Block soleBlock) {

    public JobId id() {
        return spec.id();
    }

    /** Elements that have a value. */
    public long succeeded() {
        return tally.succeeded();
    }

    /** Elements that have an error. */
    public long failed() {
        return tally.failed();
    }

    /** Elements that have neither yet, or are not counted yet. */
    public long left() {
        return spec.total() - tally.total();
    }

    public Status status() {
        return ending.map(Ending::status).orElse(startedAt.isPresent() ? Status.RUNNING : Status.QUEUED);
    }

    public boolean hasEnded() {
        return ending.isPresent();
    }

    /** Whether the job takes more elements. */
    public boolean isOpen() {
        return spec.input() == Input.OPEN && !hasEnded();
    }

    /**
     * The share of elements that have an outcome, from 0 to 1 in millionths; an empty job's is 1, that of an
     * open one 0. Rounded down, so that it is 1 only when every element that is there has its outcome.
     */
    public BigDecimal progress() {
        return spec.total() == 0 ? isOpen() ? BigDecimal.ZERO : BigDecimal.ONE : BigDecimal.valueOf(tally.total())
            .divide(BigDecimal.valueOf(spec.total()), 6, RoundingMode.DOWN).stripTrailingZeros();
    }
}
