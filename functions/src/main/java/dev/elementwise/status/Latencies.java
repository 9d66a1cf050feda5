package dev.elementwise.status;

import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How long jobs have lately taken from their creation to their end, as far as this process has seen it; those of a task
 * with about as many elements together. Safe for use by several threads.
 */
final class Latencies {

    /** Few, so that a change of the load is known after two or three jobs. */
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

    Latencies(Clock clock) {
        this.clock = clock;
    }

    /** When a job is likely to end, if its like have been seen in the last minute. */
    Optional<EndForecast> forecast(JobSpec job) {
        return Optional.ofNullable(recent.get(Kind.of(job)))
            .filter(known -> clock.instant().isBefore(known.at().plus(KNOWN_FOR)))
            .map(known -> new EndForecast(known.millis()));
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
