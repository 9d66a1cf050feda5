package dev.elementwise.status;

import dev.elementwise.json.Excerpt;
import dev.elementwise.json.Json;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.TaskDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what a task says of itself. */
final class TaskView {

    private TaskView() {
    }

    /** @throws FlawedTaskException if one of the task's texts is not JSON */
    static Map<String, @Nullable Object> of(CatalogueEntry entry) {
        TaskDescription task = entry.description();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", task.name());
        fields.put("title", task.title());
        fields.put("description", task.description());
        fields.put("elementSchema", json(entry, "schema of an element", task.elementSchema()));
        fields.put("paramsSchema", json(entry, "schema of the params", task.paramsSchema()));
        fields.put("valueSchema", json(entry, "schema of a value", task.valueSchema()));
        fields.put("reducers", List.copyOf(entry.reducers().keySet()));
        fields.put("discards", entry.task().discardsValues());
        fields.put("example", json(entry, "example", task.example()));
        return fields;
    }

    private static @Nullable Object json(CatalogueEntry entry, String what, String text) {
        try {
            return Json.read(text);
        } catch (RuntimeException e) {
            throw new FlawedTaskException(entry, what, text, e);
        }
    }

    /** A task can't be shown; the message says what about it is not JSON, and nothing of its class. */
    static final class FlawedTaskException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String inLog;

        private FlawedTaskException(CatalogueEntry entry, String what, String text, RuntimeException cause) {
            super("The " + what + " of the task " + entry.description().name() + " is not JSON.", cause);
            this.inLog = "Task class " + entry.task().getClass().getName() + " can't be shown, for the " + what
                + " that its method describe gives is not JSON: " + Excerpt.of(text);
        }

        /** The same for who wrote the class. */
        String inLog() {
            return inLog;
        }
    }
}
