package dev.elementwise.submit;

import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.job.JobSpec;
import dev.elementwise.json.Flaws;
import dev.elementwise.json.StrictJson;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a request asks for. Safe for use by several threads. */
public final class RequestReader {

    private final RequestValidator validator;
    private final Catalogue catalogue;

    /** @param maxElements the most elements that one job may have */
    public RequestReader(Catalogue catalogue, long maxElements) {
        this.catalogue = catalogue;
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

    /**
     * The elements that a request adds to a job; at least one.
     *
     * @throws ProblemException 400, 413 or 415 for a body that can't be read; 422 with the places for elements that the
     *     job's task does not take
     */
    List<@Nullable Object> readElements(Request request, JobSpec job) {
        StrictJson.Reading body = BodyReader.readElements(request);
        Optional<List<@Nullable Object>> elements = body.flaws().isEmpty()
            ? elements(body.value(), job, body.flaws()) : Optional.empty();
        if (elements.isEmpty() || !body.flaws().isEmpty()) {
            throw Problem.unprocessable(body.flaws()).asException();
        }
        return elements.get();
    }

    private Optional<List<@Nullable Object>> elements(@Nullable Object body, JobSpec job, Flaws flaws) {
        if (!(body instanceof Map<?, ?> object)) {
            flaws.add("", "has to be an object.");
            return Optional.empty();
        }
        Fields fields = new Fields("", object, flaws);
        fields.allow(Set.of("elements"));
        Optional<List<@Nullable Object>> elements = RequestValidator.list(fields);
        if (!fields.has("elements") || elements.isPresent() && elements.get().isEmpty()) {
            fields.flaw("elements", "has to have at least one element.");
        }
        Optional<CatalogueEntry> task = catalogue.find(job.task());
        if (task.isEmpty()) {
            flaws.add("", "is for the task " + job.task() + ", which is not there any more.");
        } else if (elements.isPresent()) {
            RequestValidator.checkElements(task.get().elementSchema(), elements.get(), flaws);
        }
        return elements;
    }
}
