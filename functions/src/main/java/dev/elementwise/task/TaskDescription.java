package dev.elementwise.task;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task as the catalogue shows it. Schemas and example are JSON texts; schemas follow JSON Schema 2020-12.
 *
 * @param name lower-case words joined by hyphens, unique among the tasks, up to 64 characters
 * @param title a few words
 * @param description a sentence or two for those who call it
 * @param elementSchema what an element looks like
 * @param paramsSchema what the params look like, an object's schema
 * @param valueSchema what an element's value looks like
 * @param example a body for {@code POST /jobs} that runs as it is
 */
public record TaskDescription(String name, String title, String description, String elementSchema, String paramsSchema,
                              String valueSchema, String example) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String NO_PARAMS = "{\"type\":\"object\",\"additionalProperties\":false}";

    public TaskDescription {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                "A task's name is lower-case words joined by hyphens, up to 64 characters, not '" + name + "'");
        }
        require("title", title);
        require("description", description);
        require("schema of an element", elementSchema);
        require("schema of the params", paramsSchema);
        require("schema of a value", valueSchema);
        require("example", example);
    }

    private static void require(String what, @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("The " + what + " is null");
        }
    }

    /** Whether this is lower-case words joined by hyphens, up to 64 characters. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.length() <= 64;
    }

    /** A task without params that takes and gives anything, to be narrowed by the methods below. */
    public static TaskDescription of(String name, String title, String description) {
        return new TaskDescription(name, title, description, "true", NO_PARAMS, "true",
            "{\"task\":\"" + name + "\",\"elements\":[]}");
    }

    public TaskDescription element(String schema) {
        return new TaskDescription(name, title, description, schema, paramsSchema, valueSchema, example);
    }

    public TaskDescription params(String schema) {
        return new TaskDescription(name, title, description, elementSchema, schema, valueSchema, example);
    }

    public TaskDescription value(String schema) {
        return new TaskDescription(name, title, description, elementSchema, paramsSchema, schema, example);
    }

    public TaskDescription example(String body) {
        return new TaskDescription(name, title, description, elementSchema, paramsSchema, valueSchema, body);
    }
}
