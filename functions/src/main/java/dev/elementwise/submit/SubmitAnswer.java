package dev.elementwise.submit;

import dev.elementwise.http.MediaType;
import dev.elementwise.http.Preferences;
import dev.elementwise.http.Preferences.Applied;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.job.Job;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.status.JobView;
import dev.elementwise.status.JobWatch;
import dev.elementwise.status.Page;
import dev.elementwise.status.ResultPages;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a caller about the job it has submitted. Safe for use by several threads. */
public final class SubmitAnswer {

    private final JobWatch watch;
    private final ResultPages pages;
    private final JobView view;
    private final Clock clock;

    public SubmitAnswer(JobWatch watch, ResultPages pages, JobView view, Clock clock) {
        this.watch = watch;
        this.pages = pages;
        this.view = view;
        this.clock = clock;
    }

    /**
     * What the caller is told.
     *
     * @throws dev.elementwise.http.ProblemException if no job came of it
     */
    Response of(Submission submission, Request request) {
        Applied applied = Preferences.of(request.headers()).apply(clock.instant(), request.answerBy());
        if (submission instanceof Submission.Taken taken) {
            return taken(taken.job(), request, applied);
        } else if (submission instanceof Submission.Repeated repeated) {
            return repeated(repeated.job(), request, applied);
        } else if (submission instanceof Submission.KeyReused) {
            throw Problem.of(422, "The Idempotency-Key has been used for another request; take a new key for a new "
                + "job.").asException();
        }
        throw Problem.unavailable("The job of this Idempotency-Key is still being taken in; repeat the request.")
            .asException();
    }

    /** 202 and the job; or, where the caller waits and it ends in time, 200 with the first page of its results. */
    private Response taken(Job job, Request request, Applied applied) {
        return (applied.patience().isPresent() ? waited(job, request, applied) : accepted(job, request)).with(applied);
    }

    /** As if taken now, but 200 for a job that has ended. */
    private Response repeated(Job job, Request request, Applied applied) {
        if (applied.patience().isEmpty() && job.hasEnded()) {
            return located(Response.json(200, view.of(job, request)), job, request).with(applied);
        }
        return taken(job, request, applied);
    }

    private Response waited(Job job, Request request, Applied applied) {
        Job seen = watch.await(job, applied.patience().orElseThrow());
        return seen.hasEnded() ? finished(seen, request) : accepted(seen, request);
    }

    private Response finished(Job job, Request request) {
        try {
            Page page = pages.first(job, request.answerBy());
            String fields = Json.write(view.of(job, request));
            String body = fields.substring(0, fields.length() - 1) + "," + page.fields() + "}";
            return located(Response.of(200, MediaType.JSON, body), job, request);
        } catch (StoreUnavailableException | ReducerUnavailableException e) {
            // The job is taken in, which an error would deny; its results can be read later.
            return accepted(view.listed(job, request), job, request);
        }
    }

    private Response accepted(Job job, Request request) {
        return accepted(view.asFarAsRead(job, request), job, request);
    }

    private static Response accepted(Map<String, @Nullable Object> fields, Job job, Request request) {
        return located(Response.json(202, fields), job, request).with("Retry-After", "1");
    }

    private static Response located(Response response, Job job, Request request) {
        return response.with("Location", JobView.self(job, request));
    }
}
