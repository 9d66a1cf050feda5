package dev.elementwise.submit;

import dev.elementwise.http.Accept;
import dev.elementwise.http.Endpoint;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Preferences;
import dev.elementwise.http.Preferences.Applied;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.http.Route;
import dev.elementwise.http.Routes;
import dev.elementwise.submit.Submitter.Submit;
import java.time.Clock;
import java.util.List;

/** Answers {@code POST /jobs}. */
public final class SubmitHandler implements Endpoint {

    private final Routes routes = new Routes(List.of(new Route("POST", "/jobs", (request, none) -> post(request))));
    private final RequestReader reader;
    private final Submitter submitter;
    private final SubmitAnswer answer;
    private final Clock clock;

    public SubmitHandler(RequestReader reader, Submitter submitter, SubmitAnswer answer, Clock clock) {
        this.reader = reader;
        this.submitter = submitter;
        this.answer = answer;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        return routes.answer(request);
    }

    private Response post(Request request) {
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
