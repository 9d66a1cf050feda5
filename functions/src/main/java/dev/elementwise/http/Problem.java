package dev.elementwise.http;

import dev.elementwise.json.Excerpt;
import dev.elementwise.json.Flaw;
import dev.elementwise.json.Flaws;
import dev.elementwise.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error answer (RFC 9457), always {@code application/problem+json}.
 *
 * @param detail what happened and what to do, for the caller
 * @param errors the first of the bad fields, where there are any
 * @param errorCount how many bad fields there are
 * @param headers besides the content type
 */
public record Problem(int status, String detail, List<Flaw> errors, long errorCount, Map<String, String> headers) {

    private static final Map<Integer, String> TITLES = Map.ofEntries(Map.entry(400, "Bad request"),
        Map.entry(404, "Not found"), Map.entry(405, "Method not allowed"), Map.entry(406, "Not acceptable"),
        Map.entry(409, "Conflict"), Map.entry(413, "Content too large"), Map.entry(415, "Unsupported media type"),
        Map.entry(422, "Unprocessable content"), Map.entry(429, "Too many requests"),
        Map.entry(500, "Internal server error"), Map.entry(503, "Service unavailable"));

    public Problem {
        detail = Excerpt.of(detail);
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), 0, Map.of());
    }

    public static Problem badRequest(String detail) {
        return of(400, detail);
    }

    public static Problem notFound(String detail) {
        return of(404, detail);
    }

    /** The caller sent what it means by the rules, but not what can be done. */
    public static Problem unprocessable(Flaws flaws) {
        String detail = flaws.count() == 1 ? "One thing in the body has to be different."
            : flaws.count() + " things in the body have to be different"
            + (flaws.count() > flaws.first().size() ? "; the first " + flaws.first().size() + " are listed." : ".");
        return new Problem(422, detail, flaws.first(), flaws.count(), Map.of());
    }

    /** Something we need is down; the same request may go through later. */
    public static Problem unavailable(String detail) {
        return of(503, detail).with("Retry-After", "2");
    }

    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, detail, errors, errorCount, more);
    }

    /** To be thrown where there is nothing else left to do but to answer with it. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    Response response() {
        Response response = Response.of(status, MediaType.PROBLEM, Json.write(fields()));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", "about:blank");
        fields.put("title", TITLES.getOrDefault(status, "Error"));
        fields.put("status", (long) status);
        fields.put("detail", detail);
        if (!errors.isEmpty()) {
            List<Map<String, String>> list = new ArrayList<>();
            errors.forEach(error -> list.add(pointed(error)));
            fields.put("errors", list);
            fields.put("errorCount", errorCount);
        }
        return fields;
    }

    private static Map<String, String> pointed(Flaw error) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("pointer", error.pointer());
        fields.put("detail", error.detail());
        return fields;
    }
}
