package dev.elementwise.submit;

import dev.elementwise.http.Headers;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.json.Flaws;
import dev.elementwise.json.JsonLimits;
import dev.elementwise.json.MalformedJsonException;
import dev.elementwise.json.StrictJson;
import dev.elementwise.json.StrictLines;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of {@code POST /jobs} and of what is below a job, within their limits. */
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
        requireType(request.headers(), List.of(MediaType.JSON));
        requireSize(request, "Send the elements as a range, or in several requests to an open job.");
        return read(() -> StrictJson.read(request.body(), LIMITS));
    }

    /**
     * A body of elements, be it an object with the field {@code elements} or one element a line; both read as the
     * object.
     *
     * @throws ProblemException 400, 413 or 415, if the body is neither or can't be taken
     */
    static StrictJson.Reading readElements(Request request) {
        String type = requireType(request.headers(), List.of(MediaType.JSON, MediaType.NDJSON));
        requireSize(request, "Send the elements in several requests.");
        return read(() -> type.equals(MediaType.NDJSON)
            ? StrictLines.read(request.body(), "elements", LIMITS) : StrictJson.read(request.body(), LIMITS));
    }

    /**
     * What a body means.
     *
     * @param validation notes its flaws, beyond those that reading has found
     * @throws ProblemException 422 with all flaws, if there are any
     */
    static <T> T validate(StrictJson.Reading body, BiFunction<@Nullable Object, Flaws, T> validation) {
        Flaws further = body.flaws().beyond();
        T meant = validation.apply(body.value(), further);
        Flaws all = body.flaws().and(further);
        if (!all.isEmpty()) {
            throw Problem.unprocessable(all).asException();
        }
        return meant;
    }

    private static StrictJson.Reading read(Supplier<StrictJson.Reading> reader) {
        try {
            return reader.get();
        } catch (MalformedJsonException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage())).asException();
        }
    }

    private static void requireSize(Request request, String advice) {
        if (request.body().length > LARGEST_BODY) {
            throw Problem.of(413, "The body has " + request.body().length + " bytes; at most " + LARGEST_BODY
                + " are taken. " + advice).asException();
        }
    }

    private static String requireType(Headers headers, List<String> types) {
        if (!headers.find("Content-Encoding").map(BodyReader::isIdentity).orElse(true)) {
            throw Problem.of(415, "The body's Content-Encoding is not understood: send it without one.")
                .with("Accept-Encoding", "identity").asException();
        }
        String sent = headers.find("Content-Type").orElse("");
        String taken = String.join(", ", types);
        return types.stream().filter(type -> isOf(type, sent)).findFirst()
            .orElseThrow(() -> Problem.of(415, "The body's Content-Type is not taken; send it in UTF-8 with "
                + String.join(" or ", types) + ".")
                .with("Accept", taken).with("Accept-Post", taken).asException());
    }

    private static boolean isIdentity(String codings) {
        for (String coding : codings.split(",")) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(String type, String contentType) {
        List<String> parts = List.of(contentType.toLowerCase(Locale.ROOT).split(";", -1));
        if (!parts.get(0).strip().equals(type)) {
            return false;
        }
        return parts.stream().skip(1).map(String::strip).filter(part -> part.startsWith("charset="))
            .allMatch(part -> part.equals("charset=utf-8") || part.equals("charset=\"utf-8\""));
    }
}
