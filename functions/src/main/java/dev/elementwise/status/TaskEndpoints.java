package dev.elementwise.status;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.json.Json;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.TaskDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue: {@code GET /tasks} and {@code GET /tasks/{name}}. */
final class TaskEndpoints {

    private final Catalogue catalogue;

    TaskEndpoints(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Response list(Request request, String none) {
        Accept.choose(request.headers(), MediaType.JSON);
        return Response.json(200,
            Map.of("tasks", catalogue.entries().stream().map(TaskEndpoints::fields).toList()));
    }

    Response get(Request request, String name) {
        Accept.choose(request.headers(), MediaType.JSON);
        return catalogue.find(name)
            .map(task -> Response.json(200, fields(task)))
            .orElseThrow(() -> Problem.notFound("There is no task " + name + "; GET /tasks lists what there is.")
                .asException());
    }

    private static Map<String, @Nullable Object> fields(CatalogueEntry entry) {
        TaskDescription task = entry.description();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", task.name());
        fields.put("title", task.title());
        fields.put("description", task.description());
        fields.put("elementSchema", Json.read(task.elementSchema()));
        fields.put("paramsSchema", Json.read(task.paramsSchema()));
        fields.put("valueSchema", Json.read(task.valueSchema()));
        fields.put("reducers", List.copyOf(entry.reducers().keySet()));
        fields.put("discards", entry.task().discardsValues());
        fields.put("example", Json.read(task.example()));
        return fields;
    }
}
