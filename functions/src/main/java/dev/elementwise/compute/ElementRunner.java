package dev.elementwise.compute;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import dev.elementwise.json.TextTooLongException;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.schema.Schema;
import dev.elementwise.schema.Violation;
import dev.elementwise.task.Computation;
import dev.elementwise.task.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an element into its outcome: the computation's value, or the error that it threw. Safe for use by several
 * threads.
 *
 * @param task the name of what computes
 * @param checked what a range's element must be like; a list's were checked when it was taken in
 * @param traces takes what the computation throws
 */
record ElementRunner(String task, Computation computation, Schema checked, ErrorTraces traces) {

    /** Throws only what the machine throws for want of memory: nobody knows whose fault that is. */
    Outcome run(long index, @Nullable Object element) {
        try {
            List<Violation> violations = checked.acceptsEverything() ? List.of() : checked.violations(element);
            return violations.isEmpty() ? outcome(index, apply(element))
                : failure(index, ElementError.INVALID_ELEMENT, "Element " + element + ": "
                    + violations.get(0).detail());
        } catch (Throwable e) {
            Thrown.requireOwn(e);
            return failure(index, e);
        } finally {
            Thread.interrupted(); // what an element does to its thread is not the next one's
        }
    }

    private @Nullable Object apply(@Nullable Object element) throws Exception {
        try {
            return computation.apply(copy(element));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            traces.note("Task " + task, e, ElementRunner.class);
            throw e;
        }
    }

    /** For the task to change: an outcome of an error keeps its element as it was submitted, to be computed again. */
    private static @Nullable Object copy(@Nullable Object element) {
        if (element instanceof List<?> array) {
            List<@Nullable Object> copy = new ArrayList<>(array.size());
            array.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        if (element instanceof Map<?, ?> object) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            object.forEach((name, value) -> copy.put(name, copy(value)));
            return copy;
        }
        return element;
    }

    /** However large a value is, no more of it is written than may be. */
    private static Outcome outcome(long index, @Nullable Object value) {
        try {
            String text = Json.writeEncodable(value, Outcome.LARGEST_VALUE);
            return text.getBytes(StandardCharsets.UTF_8).length > Outcome.LARGEST_VALUE ? tooLarge(index)
                : Outcome.value(index, text);
        } catch (TextTooLongException e) {
            return tooLarge(index);
        }
    }

    private static Outcome tooLarge(long index) {
        return failure(index, ElementError.VALUE_TOO_LARGE,
            "The value has more than " + Outcome.LARGEST_VALUE + " bytes of JSON");
    }

    private static Outcome failure(long index, Throwable cause) {
        return failure(index, type(cause.getClass()), Thrown.message(cause));
    }

    /** An anonymous class has no name of its own that would tell a caller anything. */
    private static String type(Class<?> thrown) {
        Class<?> type = thrown;
        while (type.isAnonymousClass()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    private static Outcome failure(long index, String type, String message) {
        return Outcome.failure(index, new ElementError(type, message, 1));
    }
}
