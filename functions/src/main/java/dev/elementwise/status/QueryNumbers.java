package dev.elementwise.status;

import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import java.util.Optional;

/** Reads {@code limit}. */
final class QueryNumbers {

    private QueryNumbers() {
    }

    /**
     * The limit that is asked for, {@code otherwise} if none is.
     *
     * @throws dev.elementwise.http.ProblemException 400, if it is not an integer from 1 to {@code most}
     */
    static int limit(Request request, int otherwise, int most) {
        Optional<String> text = request.parameter("limit");
        if (text.isEmpty()) {
            return otherwise;
        }
        int limit = digits(text.get());
        if (limit < 1 || limit > most) {
            throw Problem.badRequest("The query parameter limit takes an integer from 1 to " + most + ".")
                .asException();
        }
        return limit;
    }

    private static int digits(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9' || value > 100_000_000) {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return text.isEmpty() ? -1 : value;
    }
}
