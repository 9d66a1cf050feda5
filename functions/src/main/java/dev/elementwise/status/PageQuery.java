package dev.elementwise.status;

import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.job.Job;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.Part;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which outcomes of a job a caller wants.
 *
 * @param from the first index
 * @param limit how many at most
 * @param outcome {@code failed} or {@code succeeded}, where only those are wanted
 * @param gaps whether the page goes on past elements that have no outcome yet
 */
record PageQuery(long from, int limit, Optional<String> outcome, boolean gaps) {

    static final int LARGEST_PAGE = 1_000;
    static final int LARGEST_NDJSON_PAGE = 10_000;

    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

    /** @throws dev.elementwise.http.ProblemException 400, if a parameter is bad */
    static PageQuery of(Request request, Job job, int largest) {
        Optional<String> outcome = request.parameter("outcome");
        if (outcome.isPresent() && !outcome.get().equals("failed") && !outcome.get().equals("succeeded")) {
            throw Problem.badRequest("The query parameter outcome takes failed or succeeded; leave it out for both.")
                .asException();
        }
        String gaps = request.parameter("gaps").orElse("false");
        if (!gaps.equals("true") && !gaps.equals("false")) {
            throw Problem.badRequest("The query parameter gaps takes true or false.").asException();
        }
        long from = request.parameter("cursor")
            .map(cursor -> place(Cursor.read(what(job), cursor), job)).orElse(0L);
        return new PageQuery(from, QueryNumbers.limit(request, largest, largest), outcome, gaps.equals("true"));
    }

    /** The first page that a caller gets who asks for nothing. */
    static PageQuery first() {
        return new PageQuery(0, LARGEST_PAGE, Optional.empty(), false);
    }

    static String cursor(Job job, long from) {
        return Cursor.write(what(job), Long.toString(from));
    }

    boolean wants(Outcome candidate) {
        return outcome.isEmpty() || outcome.get().equals(candidate.succeeded() ? "succeeded" : "failed");
    }

    /** Whether a part has anything that is wanted. */
    boolean mayFindIn(Part part) {
        return outcome.isEmpty() || (outcome.get().equals("failed") ? part.failed() : part.succeeded()) > 0;
    }

    /** The link to go on from a cursor, with the same wishes. */
    String link(String results, String cursor) {
        return results + "?cursor=" + cursor + "&limit=" + limit
            + outcome.map(wanted -> "&outcome=" + wanted).orElse("") + (gaps ? "&gaps=true" : "");
    }

    private static long place(String text, Job job) {
        if (PLACE.matcher(text).matches() && Long.parseLong(text) <= job.spec().total()) {
            return Long.parseLong(text);
        }
        throw Cursor.bad();
    }

    private static String what(Job job) {
        return "results " + job.id();
    }
}
