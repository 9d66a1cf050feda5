package dev.elementwise.model;

import dev.elementwise.job.JobSpec;
import dev.elementwise.submit.JobRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A job that a client wants.
 *
 * @param number the elements of order 3 are the integers from 3,000 on
 * @param persistent whether the client repeats the key until it has an answer
 * @param parts how many elements each request has, of an open job: the first is the submit; none, if it is not open
 * @param retried whether the client wants what failed tried again
 * @param maxResultBytes how many bytes of results the job may have
 * @param cancelAfter when the job is cancelled, from when its client has been told of it
 */
record Order(int number, JobRequest request, List<Element> elements, Optional<String> key, boolean persistent,
             List<Integer> parts, boolean retried, long maxResultBytes, Optional<Duration> cancelAfter) {

    static final int MOST_ELEMENTS = 1_000;

    OptionalLong tolerated() {
        return request.options().toleratedFailures();
    }

    /**
     * At how many places it may be worked on; its retry has as many of its own. A part of an open one has one more, if
     * its two requests come at the same moment, so that each sends what the other may not have sent.
     */
    int mostPlaces() {
        return retried || request.options().maxConcurrency().isEmpty() ? Integer.MAX_VALUE
            : request.options().maxConcurrency().getAsInt() + (isOpen() ? 1 : 0);
    }

    /** Whether nothing of it takes a worker down. */
    boolean isHarmless() {
        return !isEndless() && elements.stream().allMatch(element -> element.kind().isHarmless());
    }

    /** Whether its task never opens. */
    boolean isEndless() {
        return request.params().equals(ModelTask.ENDLESS);
    }

    String label() {
        return "order " + number;
    }

    /** Whether the job was made of this order. */
    boolean isOf(JobSpec job) {
        return job.retryOf().isEmpty() && job.label().equals(Optional.of(label()));
    }

    boolean isOpen() {
        return !parts.isEmpty();
    }

    /** The first of the elements that a part of an open job's input has. */
    long firstOf(int part) {
        return parts.subList(0, part).stream().mapToLong(Integer::longValue).sum();
    }

    /** The elements of a part, as they are sent. */
    List<Object> elementsOf(int part) {
        long first = value(firstOf(part));
        return new ArrayList<>(LongStream.range(first, first + parts.get(part)).boxed().toList());
    }

    static String keyOf(int part) {
        return "part-" + part;
    }

    long value(long index) {
        return (long) number * MOST_ELEMENTS + index;
    }
}
