package dev.elementwise.status;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.job.Job;

/** A page of a job's outcomes: {@code GET /jobs/{id}/results}, as JSON or as one outcome a line. */
final class ResultsEndpoint {

    private final VisibleJobs visible;
    private final ResultPages pages;

    ResultsEndpoint(VisibleJobs visible, ResultPages pages) {
        this.visible = visible;
        this.pages = pages;
    }

    Response get(Request request, String id) {
        String type = Accept.choose(request.headers(), MediaType.JSON, MediaType.NDJSON);
        boolean lines = type.equals(MediaType.NDJSON);
        Job job = visible.getForResults(request, id);
        PageQuery query = PageQuery.of(request, job,
            lines ? PageQuery.LARGEST_NDJSON_PAGE : PageQuery.LARGEST_PAGE);
        Page page = pages.read(job, query, request.answerBy());
        Response response = Response.of(200, type, lines ? page.ndjson() : "{" + page.fields() + "}");
        String results = JobView.self(job, request) + "/results";
        return page.next()
            .map(cursor -> response.with("Link", "<" + query.link(results, cursor) + ">; rel=\"next\""))
            .orElse(response);
    }
}
