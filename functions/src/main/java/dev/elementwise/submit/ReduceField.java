package dev.elementwise.submit;

import dev.elementwise.json.Json;
import dev.elementwise.reduce.BuiltIn;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.Reducer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field {@code reduce} of a body: a reducer's name, or an object with its name and what it needs beside. What
 * comes out is always the object, with what was left out filled in, as JSON.
 */
final class ReduceField {

    private static final String FIELD = "reduce";
    private static final String NAME = "name";
    private static final String BUCKETS = "buckets";
    private static final String N = "n";
    /** A job is asked for with each of its messages, and so are these. */
    private static final int LONGEST_BUCKET = 40;

    private ReduceField() {
    }

    /** What is to be done; empty if it is left out, or can't be done, which is noted. */
    static Optional<String> read(Fields fields, Optional<CatalogueEntry> task) {
        if (!fields.has(FIELD)) {
            return Optional.empty();
        }
        long before = fields.flaws().found();
        Optional<Map<String, @Nullable Object>> reduce = fields.value(FIELD) instanceof Map<?, ?> object
            ? object(new Fields("/" + FIELD, object, fields.flaws()), task) : named(fields, FIELD, task);
        return fields.flaws().found() == before ? reduce.map(Json::write) : Optional.empty();
    }

    private static Optional<Map<String, @Nullable Object>> named(Fields fields, String field,
                                                                 Optional<CatalogueEntry> task) {
        if (!(fields.value(field) instanceof String name)) {
            fields.flaw(field, "This has to be a reducer's name"
                + (field.equals(FIELD) ? ", or an object with one." : "."));
            return Optional.empty();
        }
        if (task.isPresent() && !Reducer.BUILT_IN.contains(name) && !task.get().reducers().containsKey(name)) {
            List<String> known = new ArrayList<>(Reducer.BUILT_IN);
            known.addAll(task.get().reducers().keySet());
            fields.flaw(field, "This is not a reducer that this task has; there are " + String.join(", ", known) + ".");
        }
        if (field.equals(FIELD) && name.equals("histogram")) {
            fields.flaw(field, "This needs its buckets: {\"name\":\"histogram\",\"buckets\":[...]}.");
        }
        Map<String, @Nullable Object> reduce = new LinkedHashMap<>();
        reduce.put(NAME, name);
        if (name.equals("top")) {
            reduce.put(N, (long) BuiltIn.USUAL_TOP);
        }
        return Optional.of(reduce);
    }

    private static Optional<Map<String, @Nullable Object>> object(Fields fields, Optional<CatalogueEntry> task) {
        if (!fields.has(NAME)) {
            fields.flaw(NAME, "This is missing.");
            return Optional.empty();
        }
        Optional<Map<String, @Nullable Object>> named = named(fields, NAME, task);
        named.ifPresent(reduce -> {
            String name = String.valueOf(reduce.get(NAME));
            fields.allow(name.equals("histogram") ? Set.of(NAME, BUCKETS) : name.equals("top") ? Set.of(NAME, N)
                : Set.of(NAME));
            if (name.equals("histogram")) {
                reduce.put(BUCKETS, buckets(fields));
            } else if (name.equals("top")) {
                OptionalLong n = fields.integer(N, 1, BuiltIn.MOST);
                n.ifPresent(value -> reduce.put(N, value));
            }
        });
        return named;
    }

    private static List<?> buckets(Fields fields) {
        if (!(fields.value(BUCKETS) instanceof List<?> bounds) || bounds.isEmpty() || bounds.size() > BuiltIn.MOST) {
            fields.flaw(BUCKETS, "This has to be an array of 1 to " + BuiltIn.MOST + " numbers, ascending.");
            return List.of();
        }
        BigDecimal before = null;
        for (int i = 0; i < bounds.size(); i++) {
            if (!(bounds.get(i) instanceof Number bound) || bound.toString().length() > LONGEST_BUCKET) {
                fields.flaws().add(pointer(fields, i), "This has to be a number of at most " + LONGEST_BUCKET
                    + " characters.");
                return List.of();
            }
            BigDecimal number = new BigDecimal(bound.toString());
            if (before != null && before.compareTo(number) >= 0) {
                fields.flaws().add(pointer(fields, i), "This has to be more than the one before.");
            }
            before = number;
        }
        return bounds;
    }

    private static String pointer(Fields fields, int bucket) {
        return fields.pointer() + "/" + BUCKETS + "/" + bucket;
    }
}
