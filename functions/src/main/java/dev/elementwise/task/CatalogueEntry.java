package dev.elementwise.task;

import dev.elementwise.json.Json;
import dev.elementwise.schema.Schema;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task of the catalogue and its schemas, each read once, when first asked for; safe for several threads. */
public final class CatalogueEntry {

    private final Task task;
    private final TaskDescription description;
    private final Supplier<Schema> elementSchema;
    private final Supplier<Schema> paramsSchema;
    private final Supplier<Schema> valueSchema;
    private final Map<String, Reducer> reducers;
    private final boolean discardsValues;

    CatalogueEntry(Task task, TaskDescription description) {
        this.task = task;
        this.description = description;
        this.elementSchema = new Once("schema of an element", description.elementSchema());
        this.paramsSchema = new Once("schema of the params", description.paramsSchema());
        this.valueSchema = new Once("schema of a value", description.valueSchema());
        this.discardsValues = task.discardsValues();
        this.reducers = new TreeMap<>(task.reducers());
        reducers.forEach((name, reducer) -> {
            if (reducer == null) {
                throw new IllegalArgumentException("Task '" + description.name() + "' has null as its reducer '" + name
                    + "'");
            }
            if (!TaskDescription.isName(name) || Reducer.BUILT_IN.contains(name)) {
                throw new IllegalArgumentException("Task '" + description.name() + "' has a reducer '" + name
                    + "': such a name is lower-case words joined by hyphens, up to 64 characters, and none of "
                    + String.join(", ", Reducer.BUILT_IN));
            }
        });
    }

    public Task task() {
        return task;
    }

    public TaskDescription description() {
        return description;
    }

    /** The task's own reducers, in the order of their names. */
    public Map<String, Reducer> reducers() {
        return Collections.unmodifiableMap(reducers);
    }

    /** Whether the task's values are counted and reduced, and not kept. */
    public boolean discardsValues() {
        return discardsValues;
    }

    /**
     * What an element has to be like.
     *
     * @throws FlawedTaskException if the text is no schema: now, or when a value is found not to be obviously valid
     */
    public Schema elementSchema() {
        return elementSchema.get();
    }

    /**
     * What the params have to be like.
     *
     * @throws FlawedTaskException if the text is no schema: now, or when a value is found not to be obviously valid
     */
    public Schema paramsSchema() {
        return paramsSchema.get();
    }

    /**
     * What an element's value is like.
     *
     * @throws FlawedTaskException if the text is no schema: now, or when a value is found not to be obviously valid
     */
    public Schema valueSchema() {
        return valueSchema.get();
    }

    /**
     * A body for {@code POST /jobs}.
     *
     * @throws FlawedTaskException if the text is no JSON object
     */
    public Map<?, ?> example() {
        String text = description.example();
        try {
            if (Json.read(text) instanceof Map<?, ?> body) {
                return body;
            }
            throw new IllegalArgumentException("An example is a body for POST /jobs, and so an object");
        } catch (RuntimeException e) {
            throw new FlawedTaskException(this, "example", text, e);
        }
    }

    private final class Once implements Supplier<Schema> {

        private final String what;
        private final String text;
        private @Nullable Schema schema;

        Once(String what, String text) {
            this.what = what;
            this.text = text;
        }

        @Override
        public synchronized Schema get() {
            Schema known = schema;
            if (known == null) {
                known = parse();
                schema = known;
            }
            return known;
        }

        private Schema parse() {
            return Schema.parse(text, flaw -> new FlawedTaskException(CatalogueEntry.this, what, text, flaw));
        }
    }
}
