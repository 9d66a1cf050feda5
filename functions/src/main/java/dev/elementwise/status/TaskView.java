package dev.elementwise.status;

import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.FlawedTaskException;
import dev.elementwise.task.TaskDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        fields.put("elementSchema", entry.elementSchema().source());
        fields.put("paramsSchema", entry.paramsSchema().source());
        fields.put("valueSchema", entry.valueSchema().source());
        fields.put("reducers", List.copyOf(entry.reducers().keySet()));
        fields.put("discards", entry.discardsValues());
        fields.put("example", entry.example());
        return fields;
    }
}
