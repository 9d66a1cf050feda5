package dev.elementwise.status;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.Status;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's jobs, the newest first: {@code GET /jobs}. */
final class JobListEndpoint {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    /** How many jobs are looked at for a page of one status: the page may be short, or empty. */
    private static final int MOST_READ = 1_000;
    /** How many of them are read at once: the wanted ones may be far apart. */
    private static final int READ_AT_ONCE = 100;
    /** What a read from the store, and writing the page, may take after the last look at the clock. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private final JobStore jobs;
    private final VisibleJobs visible;
    private final Clock clock;
    private final JobView view;

    JobListEndpoint(JobStore jobs, VisibleJobs visible, JobView view, Clock clock) {
        this.jobs = jobs;
        this.view = view;
        this.visible = visible;
        this.clock = clock;
    }

    Response get(Request request, String none) {
        Accept.choose(request.headers(), MediaType.JSON);
        int limit = QueryNumbers.limit(request, USUAL_PAGE, LARGEST_PAGE);
        Optional<Status> status = request.parameter("status").map(JobListEndpoint::status);
        Optional<JobId> before = request.parameter("cursor")
            .map(cursor -> JobId.parse(Cursor.read(what(request), cursor)).orElseThrow(Cursor::bad));
        Listing listing = list(new Wish(request.caller(), before, limit, status,
            request.answerBy().minus(RESERVE)));
        Optional<String> next = listing.next().map(id -> Cursor.write(what(request), id.value()));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("jobs", listing.jobs().stream().map(job -> view.listed(job, request)).toList());
        fields.put("next", next.orElse(null));
        Response response = Response.json(200, fields);
        return next.map(cursor -> response.with("Link", "<" + request.link("/jobs") + "?cursor=" + cursor + "&limit="
            + limit + status.map(wanted -> "&status=" + wanted.label()).orElse("") + ">; rel=\"next\""))
            .orElse(response);
    }

    private record Wish(String caller, Optional<JobId> before, int limit, Optional<Status> status,
                        Instant endBy) {

        /** One more than fits tells whether there is a next page. */
        int atOnce() {
            return status.isEmpty() ? limit + 1 : Math.max(limit + 1, READ_AT_ONCE);
        }

        boolean takes(Job job) {
            return status.isEmpty() || status.get() == job.status();
        }
    }

    private record Listing(List<Job> jobs, Optional<JobId> next) {
    }

    private Listing list(Wish wish) {
        List<Job> page = new ArrayList<>();
        Optional<JobId> before = wish.before();
        boolean more = true;
        for (int read = 0; more && page.size() < wish.limit() && read < MOST_READ; read += wish.atOnce()) {
            List<Job> found = jobs.list(wish.caller(), before, wish.atOnce());
            more = found.size() == wish.atOnce();
            for (Job job : found) {
                if (page.size() == wish.limit() || !before.equals(wish.before()) && isLate(wish)) {
                    return new Listing(page, before);
                }
                before = Optional.of(job.id());
                Job current = visible.giveUpIfOverdue(job);
                if (wish.takes(current)) {
                    page.add(current);
                }
            }
        }
        return new Listing(page, more ? before : Optional.empty());
    }

    /** A page that is late has at least made a step. */
    private boolean isLate(Wish wish) {
        return !clock.instant().isBefore(wish.endBy());
    }

    private static Status status(String label) {
        return Status.of(label).orElseThrow(() -> Problem.badRequest(
            "The query parameter status takes queued, running, completed, failed or cancelled; "
                + "leave it out for all.").asException());
    }

    private static String what(Request request) {
        return "jobs " + request.caller();
    }
}
