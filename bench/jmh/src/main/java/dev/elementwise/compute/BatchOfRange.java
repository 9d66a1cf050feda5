package dev.elementwise.compute;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.job.Range;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A span of a range as a worker has it in hand, to be computed again and again. For one thread. */
final class BatchOfRange implements AutoCloseable {

    private static final Instant CREATED = Instant.parse("2026-01-05T09:30:00Z");
    private static final Duration SLICE = Duration.ofMinutes(1);

    private static final Shift.Slice ENDLESS = new Shift.Slice() {
        @Override
        public Duration first() {
            return SLICE;
        }

        @Override
        public Duration longest() {
            return SLICE;
        }

        @Override
        public boolean isToBeSharedEarly() {
            return false;
        }

        @Override
        public void cutSmall() {
            // nothing is handed on
        }

        @Override
        public boolean share(Lanes.Run run, Duration left) {
            return false;
        }
    };

    private final SpanWork work;
    private final Computations computations = new Computations(Catalogue.load(false));
    private final List<ElementRunner> runners;
    private final Clock clock = Clock.systemUTC();

    BatchOfRange(String task, String params, int elements) {
        JobSpec job = new JobSpec(JobId.create(CREATED, new Random(1)), "caller", task, JobOptions.NONE, elements,
            Optional.of(new Range(0, elements, 1)), Input.WHOLE, JobSpec.LARGEST_BLOCK, OptionalLong.empty(),
            new Lifetime(CREATED, CREATED.plus(Duration.ofDays(3)), CREATED.plus(Duration.ofDays(7))),
            Optional.empty());
        Span span = new Span(job, params, IndexRuns.of(0, elements), Optional.empty(), Span.Origin.SUBMIT);
        work = new SpanWork(new Delivery("message", "receipt", "", 1, CREATED, "queue"), span, span, Map.of(),
            span.job().total());
        runners = List.of(computations.runner(span));
    }

    /** Computes every element, as {@link BatchRunner} does between taking in and commit. */
    Batch compute(Lanes lanes) {
        Batch batch = new Batch(List.of(work));
        Shift shift = new Shift(batch, runners, lanes, Limits.of(SLICE), clock, Company.NONE);
        Shift.End end = shift.toEndOfSlice(ENDLESS, () -> { });
        if (end != Shift.End.DONE || batch.outcomes(0).size() != work.size()) {
            throw new IllegalStateException("Not every element has an outcome: " + end);
        }
        return batch;
    }

    /** Computes some of the elements one after the other, with nothing around them but their task. */
    long computeBare(int from, int to) {
        long values = 0;
        for (int position = from; position < to; position++) {
            try {
                values += runners.get(0).computation().apply(work.element(position)) == null ? 0 : 1;
            } catch (Exception e) {
                throw new IllegalStateException("No element of a benchmark fails", e);
            }
        }
        return values;
    }

    @Override
    public void close() {
        computations.close();
    }
}
