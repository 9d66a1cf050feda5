package dev.elementwise.http;

import java.util.Optional;

/**
 * Lets pages of one origin read the answers (CORS). Off where there is no origin: then browsers keep the answers from
 * all pages but the API's own. Immutable.
 *
 * @param origin such as {@code https://app.example.com}, or {@code *} for every page; as browsers write it, for they
 *     compare it as text
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, the CORS protocol</a>
 */
public record Cors(Optional<String> origin) {

    /** No origin. */
    public static final Cors OFF = new Cors(Optional.empty());

    /** What a page may read besides what it always may. */
    private static final String EXPOSED = "Location, Link, Retry-After, Preference-Applied, Allow";
    private static final String METHODS = "GET, HEAD, POST, DELETE, OPTIONS";
    private static final String HEADERS = "Accept, Authorization, Content-Type, Idempotency-Key, Prefer, "
        + "X-Amz-Content-Sha256, X-Amz-Date, X-Amz-Security-Token, X-Api-Key";
    /** Seconds that a browser remembers a preflight's answer; the longest that the common ones take. */
    private static final String REMEMBERED = "7200";

    Response allow(Response response, String method) {
        if (origin.isEmpty()) {
            return response;
        }
        Response open = response.with("Access-Control-Allow-Origin", origin.get())
            .with("Access-Control-Expose-Headers", EXPOSED);
        return method.equals("OPTIONS") ? open.with("Access-Control-Allow-Methods", METHODS)
            .with("Access-Control-Allow-Headers", HEADERS).with("Access-Control-Max-Age", REMEMBERED) : open;
    }
}
