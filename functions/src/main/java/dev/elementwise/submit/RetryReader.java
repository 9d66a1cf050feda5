package dev.elementwise.submit;

import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Range;
import dev.elementwise.json.Flaws;
import dev.elementwise.json.Json;
import dev.elementwise.status.VisibleJobs;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Params;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which elements of which job are to be tried again. Safe for use by several threads. */
public final class RetryReader {

    /** What sending the elements, and the answer, may take after the last look at the clock. */
    private static final Duration RESERVE = Duration.ofSeconds(10);
    private static final Set<String> FIELDS = Set.of("type", "from", "to");

    private final Catalogue catalogue;
    private final VisibleJobs visible;
    private final JobStore jobs;
    private final BlockStore blocks;
    private final Clock clock;

    public RetryReader(Catalogue catalogue, JobStore jobs, BlockStore blocks, Clock clock) {
        this.catalogue = catalogue;
        this.visible = new VisibleJobs(jobs, clock);
        this.jobs = jobs;
        this.blocks = blocks;
        this.clock = clock;
    }

    /** What is to be tried again: a job that has ended, and which of its failed elements. */
    record Retry(Job job, RetryWish wish) {
    }

    /**
     * What a request wants to be tried again; nothing is collected yet.
     *
     * @throws ProblemException 404 for a job that the caller does not have, 409 for one that has not ended; 400, 413,
     *     415 or 422 for a body that can't be read or asks for what can't be done
     */
    Retry read(Request request, String id) {
        Job job = visible.get(request, id);
        RetryWish wish = request.body().length == 0 ? RetryWish.ALL
            : BodyReader.validate(BodyReader.read(request), RetryReader::wish);
        if (!job.hasEnded()) {
            throw Problem.of(409, "Job " + id + " has not ended; its failed elements can be tried again when it has.")
                .asException();
        }
        return new Retry(job, wish);
    }

    private static RetryWish wish(@Nullable Object body, Flaws flaws) {
        if (!(body instanceof Map<?, ?> object)) {
            flaws.add("", "This has to be an object.");
            return RetryWish.ALL;
        }
        Fields fields = new Fields("", object, flaws);
        fields.allow(FIELDS);
        Optional<String> type = fields.string("type");
        long before = flaws.found();
        long from = fields.integer("from", 0, Range.LARGEST_BOUND).orElse(0);
        long to = fields.integer("to", 0, Range.LARGEST_BOUND).orElse(Long.MAX_VALUE);
        if (from >= to && flaws.found() == before) {
            fields.flaw("to", "This has to be more than from, which is " + from + ".");
        }
        return new RetryWish(type, from, to);
    }

    /**
     * The job of the elements to be tried again.
     *
     * @throws ProblemException 422, if their task is not there any more, or if they are too many for one request; says
     *     how to go on
     */
    JobRequest job(Retry retry, Request request) {
        return job(retry, request.answerBy().minus(RESERVE));
    }

    JobRequest job(Retry retry, Instant until) {
        JobSpec spec = retry.job().spec();
        if (catalogue.find(spec.task()).isEmpty()) {
            throw Problem.of(422, "The task of job " + spec.id() + ", " + spec.task() + ", is not there any more; its "
                + "elements can be tried again when it is.").asException();
        }
        FailedElements failed = new FailedElements(retry.job(), retry.wish(), blocks, clock, until).collect();
        return new JobRequest(spec.task(), params(spec), Optional.of(failed.elements()), Optional.empty(), false,
            spec.options(), OptionalInt.empty(), Optional.of(new JobRequest.Retry(spec.id(), failed.origins())));
    }

    @SuppressWarnings("unchecked")
    private Params params(JobSpec spec) {
        return new Params((Map<String, @Nullable Object>) Json.read(jobs.params(spec.id())));
    }
}
