package dev.elementwise.submit;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.submit.Submitter.Submit;

/** What failed once more, as a job of its own: {@code POST /jobs/{id}/retry}. */
public final class RetryEndpoint {

    private final RetryReader reader;
    private final Submitter submitter;
    private final SubmitAnswer answer;

    public RetryEndpoint(RetryReader reader, Submitter submitter, SubmitAnswer answer) {
        this.reader = reader;
        this.submitter = submitter;
        this.answer = answer;
    }

    Response post(Request request, String id) {
        Submit by = Submit.of(request, BodyHash.of(request.path(), request.body()));
        Accept.choose(request.headers(), MediaType.JSON);
        RetryReader.Retry retry = reader.read(request, id);
        return answer.of(submitter.submit(() -> reader.job(retry, request), by), request);
    }
}
