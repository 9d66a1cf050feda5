package dev.elementwise.submit;

import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.json.StrictJson;
import dev.elementwise.task.Catalogue;
import java.util.Optional;

/** Reads what a request asks for. Safe for use by several threads. */
public final class RequestReader {

    private final RequestValidator validator;

    /** @param maxElements the most elements that one job may have */
    public RequestReader(Catalogue catalogue, long maxElements) {
        this.validator = new RequestValidator(catalogue, maxElements);
    }

    /**
     * The job that a request asks for.
     *
     * @throws ProblemException 400, 413 or 415 for a body that can't be read; 422 with the places for one that asks for
     *     what can't be done
     */
    JobRequest read(Request request) {
        StrictJson.Reading body = BodyReader.read(request);
        // What can't be represented was left out: to check the rest would find flaws that are not the caller's.
        Optional<JobRequest> job = body.flaws().isEmpty()
            ? validator.validate(body.value(), body.flaws()) : Optional.empty();
        return job.orElseThrow(() -> Problem.unprocessable(body.flaws()).asException());
    }
}
