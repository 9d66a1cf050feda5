package dev.elementwise.submit;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.json.Flaws;
import dev.elementwise.json.Json;
import dev.elementwise.status.JobView;
import dev.elementwise.status.VisibleJobs;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.submit.Instalments.Wish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The input of an open job: {@code POST /jobs/{id}/elements} and {@code POST /jobs/{id}/close}. */
public final class InputEndpoints {

    private final RequestReader reader;
    private final VisibleJobs visible;
    private final Instalments instalments;
    private final JobView view;

    public InputEndpoints(RequestReader reader, VisibleJobs visible, Instalments instalments, JobView view) {
        this.reader = reader;
        this.visible = visible;
        this.instalments = instalments;
        this.view = view;
    }

    Response add(Request request, String id) {
        String key = IdempotencyKey.find(request.headers()).orElseThrow(() -> Problem.badRequest(
            "The header Idempotency-Key is missing: it names these elements, so that a repeat does not add them twice.")
            .asException());
        Accept.choose(request.headers(), MediaType.JSON);
        Job job = visible.get(request, id);
        List<@Nullable Object> elements = reader.readElements(request, job.spec());
        Addition addition = instalments.add(job.id(),
            new Wish(key, BodyHash.of(request.body()), elements, request.answerBy()));
        if (addition instanceof Addition.Added added) {
            return added(added.job(), added.indices(), request);
        }
        throw refusal(addition, id);
    }

    Response close(Request request, String id) {
        Accept.choose(request.headers(), MediaType.JSON);
        Job job = visible.get(request, id);
        reader.readClose(request);
        OpenJob closed = instalments.close(job.id()).orElseThrow(() -> gone(id));
        if (closed.job().isOpen()) {
            throw Problem.of(409, "The job can't be closed yet: " + unfinished(closed.unfinished())).asException();
        }
        return answer(closed.job(), view.asFarAsRead(closed.job(), request));
    }

    private Response added(Job job, IndexRun indices, Request request) {
        Map<String, @Nullable Object> added = new LinkedHashMap<>();
        added.put("start", indices.from());
        added.put("stop", indices.to());
        Map<String, @Nullable Object> fields = view.asFarAsRead(job, request);
        fields.put("added", added);
        return answer(job, fields);
    }

    private static Response answer(Job job, Map<String, @Nullable Object> fields) {
        return Response.json(job.hasEnded() ? 200 : 202, fields);
    }

    private static ProblemException refusal(Addition addition, String id) {
        if (addition instanceof Addition.KeyReused) {
            return Problem.of(422, "The Idempotency-Key has been used for other elements of this job; take a new key "
                + "for new elements.").asException();
        } else if (addition instanceof Addition.NotOpen refused) {
            return Problem.of(409, "The job takes no more elements: " + why(refused.job())).asException();
        } else if (addition instanceof Addition.TooMany refused) {
            Flaws flaws = new Flaws();
            flaws.add("/elements", "This would be too many: the job has " + refused.job().spec().total()
                + " elements, and may have at most " + refused.most() + ".");
            return Problem.unprocessable(flaws).asException();
        } else if (addition instanceof Addition.TooManyUnfinished refused) {
            return Problem.of(429, "No other request can add elements before one of these is finished. "
                + unfinished(refused.unfinished())).with("Retry-After", "1").asException();
        } else if (addition instanceof Addition.PlacesTaken refused) {
            Job job = refused.job();
            return Problem.of(429, "The job has maxConcurrency, and " + (job.spec().total() - job.tally().total())
                + " of the elements added before have no outcome yet: it takes more when they have."
                + (refused.unfinished().isEmpty() ? "" : " Of these, " + unfinished(refused.unfinished())))
                .with("Retry-After", "1").asException();
        } else if (addition instanceof Addition.Outrun) {
            return Problem.unavailable("Others have added elements to the job all the time; nothing of these is in. "
                + "Repeat the request.").asException();
        }
        return gone(id);
    }

    private static String why(Job job) {
        return job.hasEnded() ? "it is " + job.status().label() + "."
            : job.spec().input() == Input.WHOLE ? "it was submitted with all of them; submit one with \"open\": true."
            : "it is closed.";
    }

    private static String unfinished(List<Instalment> unfinished) {
        return (unfinished.size() == 1 ? "one request is not finished" : unfinished.size()
            + " requests are not finished") + "; repeat what has not been answered, with the same body. "
            + "Idempotency-Key: " + unfinished.stream().map(one -> Json.write(one.key()))
                .collect(Collectors.joining(", ")) + ".";
    }

    private static ProblemException gone(String id) {
        return Problem.notFound("There is no job " + id + ", or it has expired.").asException();
    }
}
