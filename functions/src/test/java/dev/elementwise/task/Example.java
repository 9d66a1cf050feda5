package dev.elementwise.task;

import dev.elementwise.schema.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A task's example, read: what {@code POST /jobs} would make of it. */
record Example(String name, List<?> elements, Params params) {

    @SuppressWarnings("unchecked")
    static Example of(TaskDescription task) {
        Map<String, Object> body = (Map<String, Object>) Objects.requireNonNull(JsonText.read(task.example()));
        List<?> elements = body.get("range") instanceof Map<?, ?> range ? expanded(range)
            : (List<?>) body.get("elements");
        Params params = new Params((Map<String, @Nullable Object>) body.getOrDefault("params", Map.of()));
        return new Example((String) body.get("task"), elements, params);
    }

    private static List<Long> expanded(Map<?, ?> range) {
        return LongStream.range((Long) range.get("start"), (Long) range.get("stop")).boxed().toList();
    }
}
