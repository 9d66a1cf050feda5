package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import java.util.Map;
import java.util.Optional;

/** The reducers that every task has. */
public final class BuiltIn {

    /** The most buckets of a histogram, and the most values of a top: a partial stands in an entry of its job. */
    public static final int MOST = 100;
    /** How many values a top has that doesn't say. */
    public static final int USUAL_TOP = 10;

    private BuiltIn() {
    }

    /** The reducer that valid fields of a job's {@code reduce} ask for; empty if it is none of these. */
    static Optional<Reducer> find(Map<?, ?> reduce) {
        String name = String.valueOf(reduce.get("name"));
        if (!Reducer.BUILT_IN.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(switch (name) {
            case "sum" -> new Sum();
            case "min" -> new Extreme(false);
            case "max" -> new Extreme(true);
            case "count" -> new Count();
            case "mean" -> new Mean();
            case "histogram" -> new Histogram(Partials.list(reduce.get("buckets")).stream().map(Exact::of).toList());
            default -> new Top(reduce.get("n") instanceof Number n ? n.intValue() : USUAL_TOP);
        });
    }
}
