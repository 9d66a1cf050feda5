package dev.elementwise.submit;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.submit.Submitter.Submit;

/** One job more: {@code POST /jobs}. */
public final class SubmitEndpoint {

    private final RequestReader reader;
    private final Submitter submitter;
    private final SubmitAnswer answer;

    public SubmitEndpoint(RequestReader reader, Submitter submitter, SubmitAnswer answer) {
        this.reader = reader;
        this.submitter = submitter;
        this.answer = answer;
    }

    Response post(Request request, String none) {
        Submit by = Submit.of(request, BodyHash.of(request.body()));
        Accept.choose(request.headers(), MediaType.JSON);
        JobRequest job = reader.read(request);
        return answer.of(submitter.submit(() -> job, by), request);
    }
}
