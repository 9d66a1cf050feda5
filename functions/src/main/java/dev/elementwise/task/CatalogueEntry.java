package dev.elementwise.task;

import dev.elementwise.schema.Schema;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task of the catalogue and its schemas, each read once, when first asked for; safe for several threads. */
public final class CatalogueEntry {

    private final Task task;
    private final TaskDescription description;
    private final Supplier<Schema> elementSchema;
    private final Supplier<Schema> paramsSchema;

    CatalogueEntry(Task task, TaskDescription description) {
        this.task = task;
        this.description = description;
        this.elementSchema = new Once(description.elementSchema());
        this.paramsSchema = new Once(description.paramsSchema());
    }

    public Task task() {
        return task;
    }

    public TaskDescription description() {
        return description;
    }

    /** What an element has to be like. */
    public Schema elementSchema() {
        return elementSchema.get();
    }

    /** What the params have to be like. */
    public Schema paramsSchema() {
        return paramsSchema.get();
    }

    private static final class Once implements Supplier<Schema> {

        private final String text;
        private @Nullable Schema schema;

        Once(String text) {
            this.text = text;
        }

        @Override
        public synchronized Schema get() {
            Schema known = schema;
            if (known == null) {
                known = Schema.parse(text);
                schema = known;
            }
            return known;
        }
    }
}
