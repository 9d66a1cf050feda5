package dev.elementwise.submit;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Preferences;
import dev.elementwise.http.Preferences.Applied;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.submit.Submitter.Submit;
import java.time.Clock;

/** One job more: {@code POST /jobs}. */
public final class SubmitEndpoint {

    private final RequestReader reader;
    private final Submitter submitter;
    private final SubmitAnswer answer;
    private final Clock clock;

    public SubmitEndpoint(RequestReader reader, Submitter submitter, SubmitAnswer answer, Clock clock) {
        this.reader = reader;
        this.submitter = submitter;
        this.answer = answer;
        this.clock = clock;
    }

    Response post(Request request, String none) {
        Submit by = new Submit(request.caller(), IdempotencyKey.find(request.headers()), BodyHash.of(request.body()),
            request.answerBy());
        Accept.choose(request.headers(), MediaType.JSON);
        Submission submission = submitter.submit(reader.read(request), by);
        Applied applied = Preferences.of(request.headers()).apply(clock.instant(), request.answerBy());
        if (submission instanceof Submission.Taken taken) {
            return answer.taken(taken.job(), request, applied);
        } else if (submission instanceof Submission.Repeated repeated) {
            return answer.repeated(repeated.job(), request, applied);
        } else if (submission instanceof Submission.KeyReused) {
            throw Problem.of(422, "The Idempotency-Key has been used for another body; take a new key for a new job.")
                .asException();
        }
        throw Problem.unavailable("The job of this Idempotency-Key is still being taken in; repeat the request.")
            .asException();
    }
}
