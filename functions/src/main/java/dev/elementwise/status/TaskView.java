package dev.elementwise.status;

import dev.elementwise.json.Json;
import dev.elementwise.schema.Schema;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.FlawedTaskException;
import dev.elementwise.task.TaskDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows what a task says of itself. */
final class TaskView {

    private TaskView() {
    }

    /** @throws FlawedTaskException if one of the task's texts can't be used */
    static Map<String, @Nullable Object> of(CatalogueEntry entry) {
        TaskDescription task = entry.description();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", task.name());
        fields.put("title", task.title());
        fields.put("description", task.description());
        fields.put("elementSchema", schema(entry, "schema of an element", task.elementSchema()));
        fields.put("paramsSchema", schema(entry, "schema of the params", task.paramsSchema()));
        fields.put("valueSchema", schema(entry, "schema of a value", task.valueSchema()));
        fields.put("reducers", List.copyOf(entry.reducers().keySet()));
        fields.put("discards", read(entry, "answer of discardsValues", "", entry.task()::discardsValues));
        fields.put("example", example(entry));
        return fields;
    }

    private static @Nullable Object schema(CatalogueEntry entry, String what, String text) {
        return read(entry, what, text, () -> {
            Schema.parse(text);
            return Json.read(text);
        });
    }

    private static Map<?, ?> example(CatalogueEntry entry) {
        String text = entry.description().example();
        return read(entry, "example", text, () -> {
            if (Json.read(text) instanceof Map<?, ?> body) {
                return body;
            }
            throw new IllegalArgumentException("An example is a body for POST /jobs, and so an object");
        });
    }

    private static <T extends @Nullable Object> T read(CatalogueEntry entry, String what, String text,
            Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw new FlawedTaskException(entry, what, text, e);
        }
    }
}
