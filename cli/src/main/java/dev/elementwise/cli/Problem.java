package dev.elementwise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server says is wrong.
 *
 * @param status HTTP's
 * @param detail a sentence
 * @param fields {@code pointer: detail} of each bad field
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
record Problem(int status, String detail, List<String> fields) {

    private static final int BODY_SHOWN = 200;

    Problem {
        fields = List.copyOf(fields);
    }

    /** Reads any body: what is no problem detail becomes one of its beginning. */
    static Problem read(int status, byte[] body) {
        try {
            if (Json.read(body) instanceof Map<?, ?> problem) {
                return new Problem(status, sentence(problem), fields(problem.get("errors")));
            }
        } catch (IOException notJson) {
            return new Problem(status, beginning(body), List.of());
        }
        return new Problem(status, beginning(body), List.of());
    }

    private static String sentence(Map<?, ?> problem) {
        // API Gateway's own answers say `message`
        for (String field : List.of("detail", "title", "message")) {
            if (problem.get(field) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return "no reason given";
    }

    private static List<String> fields(@Nullable Object errors) {
        List<String> fields = new ArrayList<>();
        if (errors instanceof List<?> list) {
            for (Object error : list) {
                if (error instanceof Map<?, ?> field) {
                    fields.add(field.get("pointer") + ": " + withoutFullStop(String.valueOf(field.get("detail"))));
                }
            }
        }
        return fields;
    }

    private static String beginning(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip().lines().collect(Collectors.joining(" "));
        return text.isEmpty() ? "no reason given"
                : text.length() <= BODY_SHOWN ? text : text.substring(0, BODY_SHOWN) + "...";
    }

    /** One sentence: what the server says, then the bad fields. */
    String sentence() {
        String listed = fields.isEmpty() ? "" : " (" + String.join("; ", fields) + ")";
        return "The server answers " + status + ": " + withoutFullStop(detail) + listed + ".";
    }

    private static String withoutFullStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
