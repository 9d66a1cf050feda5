package dev.elementwise.model;

import dev.elementwise.job.JobSpec;
import dev.elementwise.submit.JobRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job that a client wants.
 *
 * @param number the elements of order 3 are the integers from 3,000 on
 * @param persistent whether the client repeats the key until it has an answer
 * @param cancelAfter when the job is cancelled, from when its client has been told of it
 */
record Order(int number, JobRequest request, List<Element> elements, Optional<String> key, boolean persistent,
             Optional<Duration> cancelAfter) {

    static final int MOST_ELEMENTS = 1_000;

    OptionalLong tolerated() {
        return request.options().toleratedFailures();
    }

    String label() {
        return "order " + number;
    }

    /** Whether the job was made of this order. */
    boolean isOf(JobSpec job) {
        return job.label().equals(Optional.of(label()));
    }

    long value(long index) {
        return (long) number * MOST_ELEMENTS + index;
    }
}
