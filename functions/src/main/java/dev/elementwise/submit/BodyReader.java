package dev.elementwise.submit;

import dev.elementwise.http.Headers;
import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.json.JsonLimits;
import dev.elementwise.json.MalformedJsonException;
import dev.elementwise.json.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the body of {@code POST /jobs} as JSON, within its limits. */
final class BodyReader {

    /**
     * The largest body. Lambda takes events of 6 MB, in which a body stands as base64, a third longer than it is; so
     * the contract's 2.5 MiB are always taken.
     */
    static final int LARGEST_BODY = 4 * 1024 * 1024;
    static final int LARGEST_ELEMENT = 256 * 1024;
    static final int LARGEST_PARAMS = 64 * 1024;
    static final int DEEPEST = 64;

    private static final JsonLimits LIMITS =
        new JsonLimits(DEEPEST, Map.of("params", LARGEST_PARAMS), Map.of("elements", LARGEST_ELEMENT));

    private BodyReader() {
    }

    /** @throws ProblemException 400, 413 or 415, if the body is not JSON or can't be taken */
    static StrictJson.Reading read(Request request) {
        requireJson(request.headers());
        if (request.body().length > LARGEST_BODY) {
            throw Problem.of(413, "The body has " + request.body().length + " bytes; at most " + LARGEST_BODY
                + " are taken. Send the elements as several jobs, or as a range.").asException();
        }
        try {
            return StrictJson.read(request.body(), LIMITS);
        } catch (MalformedJsonException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage())).asException();
        }
    }

    private static void requireJson(Headers headers) {
        if (!headers.find("Content-Encoding").map(BodyReader::isIdentity).orElse(true)) {
            throw Problem.of(415, "The body's Content-Encoding is not understood: send it without one.")
                .with("Accept-Encoding", "identity").asException();
        }
        if (!headers.find("Content-Type").map(BodyReader::isJson).orElse(false)) {
            throw Problem.of(415, "The body is sent with Content-Type: application/json, in UTF-8.")
                .with("Accept", "application/json").with("Accept-Post", "application/json").asException();
        }
    }

    private static boolean isIdentity(String codings) {
        for (String coding : codings.split(",")) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJson(String contentType) {
        List<String> parts = List.of(contentType.toLowerCase(Locale.ROOT).split(";", -1));
        if (!parts.get(0).strip().equals("application/json")) {
            return false;
        }
        return parts.stream().skip(1).map(String::strip).filter(part -> part.startsWith("charset="))
            .allMatch(part -> part.equals("charset=utf-8") || part.equals("charset=\"utf-8\""));
    }
}
