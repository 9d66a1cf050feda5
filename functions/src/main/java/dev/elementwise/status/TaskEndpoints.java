package dev.elementwise.status;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.FlawedTaskException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The catalogue: {@code GET /tasks} and {@code GET /tasks/{name}}. */
final class TaskEndpoints {

    private final Catalogue catalogue;

    TaskEndpoints(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One task that can't be shown does not keep the others from it. */
    Response list(Request request, String none) {
        Accept.choose(request.headers(), MediaType.JSON);
        List<Object> tasks = new ArrayList<>();
        List<Object> flawed = new ArrayList<>();
        for (CatalogueEntry entry : catalogue.entries()) {
            try {
                tasks.add(TaskView.of(entry));
            } catch (FlawedTaskException e) {
                System.err.println(e.inLog());
                flawed.add(Map.of("name", entry.description().name(), "flaw", String.valueOf(e.getMessage())));
            }
        }
        return Response.json(200, flawed.isEmpty() ? Map.of("tasks", tasks) : Map.of("tasks", tasks, "flawed", flawed));
    }

    Response get(Request request, String name) {
        Accept.choose(request.headers(), MediaType.JSON);
        return catalogue.find(name)
            .map(task -> Response.json(200, TaskView.of(task)))
            .orElseThrow(() -> Problem.notFound("There is no task " + name + "; GET /tasks lists what there is.")
                .asException());
    }
}
