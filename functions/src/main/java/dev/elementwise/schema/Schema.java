package dev.elementwise.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A schema of JSON Schema 2020-12 that JSON values, as plain Java, are checked against.
 *
 * <p>Values are those that {@link dev.elementwise.task.Computation#apply} describes. Safe for several threads. The
 * library behind it is loaded only when a value is not obviously valid (docs/decisions/0003-json-schema-library.md).
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema Validation 2020-12</a>
 */
public final class Schema {

    private final @Nullable Object source;
    private final UnaryOperator<RuntimeException> flawed;
    private final Predicate<@Nullable Object> certainlyValid;
    private volatile @Nullable Library library;

    private Schema(@Nullable Object source, UnaryOperator<RuntimeException> flawed) {
        this.source = source;
        this.flawed = flawed;
        this.certainlyValid = QuickCheck.of(source);
    }

    /**
     * The schema that a JSON text holds.
     *
     * @throws IllegalArgumentException if the text is not JSON, or neither an object nor a boolean; what the meta-schema
     *     refuses is refused by {@link #requireWellFormed}, or by the first value that needs the library
     */
    public static Schema parse(String json) {
        return parse(json, UnaryOperator.identity());
    }

    /**
     * The schema that a JSON text holds.
     *
     * @param flawed what is thrown, now or later, in place of the exception that says what is wrong with the text
     */
    public static Schema parse(String json, UnaryOperator<RuntimeException> flawed) {
        try {
            Object source = SchemaText.read(json);
            if (source instanceof Boolean || source instanceof Map<?, ?>) {
                return new Schema(source, flawed);
            }
            throw new IllegalArgumentException("A schema is an object, true or false");
        } catch (RuntimeException e) {
            throw flawed.apply(e);
        }
    }

    /** The schema that a plain Java value holds: a Boolean, or a map that nobody changes any more. */
    public static Schema of(Object source) {
        return new Schema(source, UnaryOperator.identity());
    }

    /** Whether any value at all is valid, so that there is nothing to check. */
    public boolean acceptsEverything() {
        return Boolean.TRUE.equals(source)
            || source instanceof Map<?, ?> keywords && QuickCheck.ANNOTATIONS.containsAll(keywords.keySet());
    }

    /** The schema as plain Java, as {@link dev.elementwise.json.Json} writes it. */
    public @Nullable Object source() {
        return source;
    }

    /**
     * What the schema does not allow in a value, in the order found; nothing for a valid one.
     *
     * @throws IllegalArgumentException if the schema itself is not one
     */
    public List<Violation> violations(@Nullable Object value) {
        if (certainlyValid.test(value)) {
            return List.of();
        }
        try {
            return compile().violations(value);
        } catch (IllegalArgumentException e) {
            throw flawed.apply(e);
        } catch (StackOverflowError e) {
            throw flawed.apply(new IllegalArgumentException("The schema refers to itself without an end"));
        }
    }

    /**
     * Makes sure that this is a schema, and has it ready for values that are not obviously valid.
     *
     * @throws IllegalArgumentException if the meta-schema rejects it
     */
    public void requireWellFormed() {
        try {
            compile();
        } catch (IllegalArgumentException e) {
            throw flawed.apply(e);
        }
    }

    private Library compile() {
        Library compiled = library;
        if (compiled == null) {
            synchronized (this) {
                compiled = library;
                if (compiled == null) {
                    compiled = new Library(source);
                    library = compiled;
                }
            }
        }
        return compiled;
    }
}
