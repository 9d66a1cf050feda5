package dev.elementwise.submit;

import dev.elementwise.http.Headers;
import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the header {@code Idempotency-Key}: one to 255 visible ASCII characters.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The header's draft</a>
 */
final class IdempotencyKey {

    private static final String NAME = "Idempotency-Key";
    private static final int LONGEST = 255;

    private IdempotencyKey() {
    }

    /** @throws ProblemException 400, if there are several or it is malformed */
    static Optional<String> find(Headers headers) {
        List<String> lines = headers.lines(NAME);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String key = lines.get(0);
        if (lines.size() > 1) {
            throw Problem.badRequest("The header Idempotency-Key is there more than once: give it once.").asException();
        }
        if (key.isEmpty() || key.length() > LONGEST || !key.chars().allMatch(c -> c >= 0x21 && c <= 0x7E)) {
            throw Problem.badRequest("The header Idempotency-Key takes 1 to 255 visible ASCII characters.")
                .asException();
        }
        return Optional.of(key);
    }
}
