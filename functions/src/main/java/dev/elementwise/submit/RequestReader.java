package dev.elementwise.submit;

import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.job.JobSpec;
import dev.elementwise.json.Flaws;
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
        return BodyReader.validate(BodyReader.read(request), validator::validate).orElseThrow();
    }

    /**
     * The elements that a request adds to a job; at least one.
     *
     * @throws ProblemException 400, 413 or 415 for a body that can't be read; 422 with the places for elements that the
     *     job's task does not take
     */
    List<@Nullable Object> readElements(Request request, JobSpec job) {
        return BodyReader.validate(BodyReader.readElements(request), (body, flaws) -> elements(body, job, flaws))
            .orElseThrow();
    }

    /** @throws ProblemException 400, 413, 415 or 422 for a body that says something, where a job is only closed */
    void readClose(Request request) {
        if (request.body().length > 0) {
            BodyReader.validate(BodyReader.read(request), RequestReader::nothing);
        }
    }

    private static Optional<Object> nothing(@Nullable Object body, Flaws flaws) {
        if (body instanceof Map<?, ?> object) {
            Fields fields = new Fields("", object, flaws);
            object.keySet().forEach(name -> fields.flaw((String) name, "This has to be left out: close takes no "
                + "fields; elements are added with POST /jobs/{id}/elements."));
        } else {
            flaws.add("", "This has to be left out, or to be an object without fields.");
        }
        return Optional.empty();
    }

    private Optional<List<@Nullable Object>> elements(@Nullable Object body, JobSpec job, Flaws flaws) {
        if (!(body instanceof Map<?, ?> object)) {
            flaws.add("", "This has to be an object.");
            return Optional.empty();
        }
        Fields fields = new Fields("", object, flaws);
        fields.allow(Set.of("elements"));
        Optional<List<@Nullable Object>> elements = RequestValidator.list(fields);
        if (!fields.has("elements") || elements.isPresent() && elements.get().isEmpty()) {
            fields.flaw("elements", "This has to have at least one element.");
        }
        Optional<CatalogueEntry> task = catalogue.find(job.task());
        if (task.isEmpty()) {
            flaws.add("", "This is for the task " + job.task() + ", which is not there any more.");
        } else if (elements.isPresent()) {
            RequestValidator.checkElements(task.get().elementSchema(), elements.get(), flaws);
        }
        return elements;
    }
}
