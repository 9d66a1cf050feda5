package dev.elementwise.compute;

import dev.elementwise.json.Json;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a task's own reducer that is made in a child.
 *
 * @param index of the value whose partial is asked for
 * @param one the first argument as JSON
 * @param other the second one, of {@code combine}
 */
record ReducerCall(String task, String reducer, Method method, long index, String one, String other) {

    /** What is too long for its use is found there; this keeps a child from flooding its worker. */
    private static final int LARGEST_ANSWER = 2 * Reduction.LARGEST_RESULT;
    private static final String VALUE = "value";
    private static final String ERROR = "error";

    /** What is called. */
    enum Method {
        PARTIAL, COMBINE, RESULT
    }

    /**
     * Calls the reducer, wherever this is.
     *
     * @return for {@link #read}: what it gives or has thrown
     * @throws VirtualMachineError what exhausts the memory
     */
    byte[] answer(Catalogue catalogue) {
        String answer;
        try {
            answer = Json.writeEncodable(Collections.singletonMap(VALUE, value(catalogue)), LARGEST_ANSWER);
        } catch (Throwable e) {
            Thrown.requireOwn(e);
            String message = Thrown.message(e);
            answer = Json.write(Map.of(ERROR, message.isEmpty() ? e.getClass().getSimpleName() : message));
        }
        return answer.getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Object value(Catalogue catalogue) {
        Reducer called = Optional.ofNullable(catalogue.find(task).orElseThrow().reducers().get(reducer))
            .orElseThrow(() -> new IllegalStateException("the task has no reducer " + reducer + " any more"));
        return switch (method) {
            case PARTIAL -> called.partial(index, Json.read(one));
            case COMBINE -> called.combine(Json.read(one), Json.read(other));
            case RESULT -> called.result(Json.read(one));
        };
    }

    /**
     * What the reducer has given.
     *
     * @throws IllegalStateException with what the reducer has thrown, in its words
     */
    static @Nullable Object read(byte[] answer) {
        Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(Json.read(answer));
        if (fields.containsKey(ERROR)) {
            throw new IllegalStateException(String.valueOf(fields.get(ERROR)));
        }
        return fields.get(VALUE);
    }
}
