package dev.elementwise.status;

import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How long jobs have lately taken from their creation to their end, as far as this process has seen it; those of a task
 * with about as many elements together. Safe for use by several threads.
 */
final class Latencies {

    /** Few, so that a change of the load is known after two or three jobs, whose median is what counts. */
    private static final int KEPT = 5;
    /** After that the load may be another. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Kind, Recent> recent = new ConcurrentHashMap<>();

    private record Kind(String task, int magnitude) {

        static Kind of(JobSpec job) {
            return new Kind(job.task(), Long.SIZE - Long.numberOfLeadingZeros(job.total()));
        }
    }

    /** The newest last, with the time at which it was seen. */
    private record Recent(List<Long> millis, Instant at) {

        Recent with(long another, Instant now) {
            return new Recent(Stream.concat(millis.stream().skip(millis.size() < KEPT ? 0 : 1), Stream.of(another))
                .toList(), now);
        }
    }

    /**
     * What is expected of a job.
     *
     * @param latency from its creation to its end
     * @param spread by how much that is usually wrong; more than zero
     */
    record Expected(Duration latency, Duration spread) {
    }

    Latencies(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a job is expected to take, if its like have been seen in the last minute.
     *
     * @param look what a look at it takes
     */
    Optional<Expected> find(JobSpec job, Duration look) {
        return Optional.ofNullable(recent.get(Kind.of(job)))
            .filter(known -> clock.instant().isBefore(known.at().plus(KNOWN_FOR)))
            .map(known -> expected(known.millis().stream().mapToLong(Long::longValue).sorted().toArray(),
                look.toNanos() / 1e6));
    }

    private static Expected expected(long[] sorted, double look) {
        long median = sorted[sorted.length / 2];
        double deviation = LongStream.of(sorted).map(millis -> Math.abs(millis - median)).average().orElseThrow();
        double spread = Math.max(Math.max(deviation, median / 8.0), 1);
        long latency = LongStream.of(sorted).boxed()
            .min(Comparator.comparingDouble(first -> cost(sorted, first, look, spread))).orElseThrow();
        return new Expected(Duration.ofMillis(latency), Duration.ofNanos((long) (spread * 1e6)));
    }

    /** How late the ends of all would have been noticed, and how many looks in vain there would have been, in time. */
    private static double cost(long[] latencies, long first, double look, double spread) {
        double pause = Math.sqrt(2 * look * spread);
        return LongStream.of(latencies)
            .mapToDouble(end -> end <= first ? first - end : (end - first) / pause * look + pause / 2).sum();
    }

    /** Notes what a job has taken, if it is completed and its elements came all at once. */
    void note(Job job) {
        job.ending().filter(ending -> job.status() == Status.COMPLETED && job.spec().input() == Input.WHOLE)
            .ifPresent(ending -> {
                Instant now = clock.instant();
                long millis = Math.max(1, Duration.between(job.spec().createdAt(), ending.at()).toMillis());
                recent.compute(Kind.of(job.spec()), (kind, known) ->
                    (known == null || !now.isBefore(known.at().plus(KNOWN_FOR)) ? new Recent(List.of(), now) : known)
                        .with(millis, now));
            });
    }
}
