package dev.elementwise.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the functions see it.
 *
 * @param id the gateway's id of the request, for logs
 * @param method as sent
 * @param path below the stage, as sent; {@code /jobs}
 * @param prefix what stands before the path in the caller's URL: {@code /v1} for a stage, or a custom base path
 * @param query decoded, all values of a name in order
 * @param body as sent; empty where there is none
 * @param caller whose jobs are seen: the fingerprint of user, role or API key, or the one caller where none is asked for
 * @param answerBy when the answer has to be on its way, so that the gateway does not give up waiting
 */
public record Request(String id, String method, String path, String prefix, Headers headers,
                      Map<String, List<String>> query, byte[] body, String caller, Instant answerBy) {

    /** The path of ours, as the caller has to write it. */
    public String link(String path) {
        return prefix + path;
    }

    /**
     * The value of a query parameter.
     *
     * @throws ProblemException 400, if it is there more than once
     */
    public Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.badRequest("The query parameter " + name + " is there more than once: give it once.")
                .asException();
        }
        return values.stream().findFirst();
    }
}
