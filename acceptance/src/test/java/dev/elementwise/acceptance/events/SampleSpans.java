package dev.elementwise.acceptance.events;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.queue.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The messages in the events: spans of one job with the elements 100000, 200000 and 300000. */
final class SampleSpans {

    private static final List<Object> ELEMENTS = List.of(100_000L, 200_000L, 300_000L);
    private static final Instant CREATED = Instant.parse("2026-01-05T09:30:00Z");
    /** Far away: the files are tried for years. */
    private static final Instant NOT_SOON = Instant.parse("2100-01-01T00:00:00Z");

    private SampleSpans() {
    }

    static Span of(Span.Origin origin) {
        JobSpec job = new JobSpec(new JobId("01KE6QVWE0VTJVHTKTPSF4CJ1S"), "anyone", "count-primes", JobOptions.NONE,
            ELEMENTS.size(), Optional.empty(), Input.WHOLE, 64, OptionalLong.empty(),
            new Lifetime(CREATED, NOT_SOON, NOT_SOON), Optional.empty());
        return new Span(job, "{}", IndexRuns.of(0, ELEMENTS.size()), Optional.of(ELEMENTS), origin);
    }
}
