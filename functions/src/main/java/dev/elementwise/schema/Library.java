package dev.elementwise.schema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema as the library compiled it; the only class that knows how to drive the library. */
final class Library {

    private static final URI ADDRESS = URI.create("urn:elementwise:schema");
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    /** How the library begins to say that it finds nothing there. */
    private static final String UNRESOLVED = "Resolution of ";

    private final @Nullable Object schema;
    private final Validator validator;
    private final URI address;

    /** Compiles a schema; refuses one that the meta-schema of JSON Schema 2020-12 rejects. */
    Library(@Nullable Object schema) {
        this.schema = schema;
        this.validator = new ValidatorFactory().withJsonNodeFactory(new PlainJava())
            .withEvaluatorFactory(new EcmaPattern()).createValidator();
        try {
            this.address = validator.registerSchema(ADDRESS, new JavaNode(schema, ""));
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException("Not a schema of JSON Schema 2020-12: " + schema, e);
        }
    }

    List<Violation> violations(@Nullable Object value) {
        Wording wording = new Wording(address, schema, value);
        List<Error> errors = validator.validate(address, new JavaNode(value, "")).getErrors();
        errors.forEach(Library::requireOfTheValue);
        return errors.stream().map(wording::of).toList();
    }

    /** That nothing is where a schema refers to is found by the first value that gets there, and is not its fault. */
    private static void requireOfTheValue(Error error) {
        if (REFERENCES.contains(String.valueOf(error.getKeyword())) && error.getError().startsWith(UNRESOLVED)) {
            throw new IllegalArgumentException("Nothing is where a schema refers to: " + error.getError());
        }
    }

    private record PlainJava() implements JsonNodeFactory {

        @Override
        public JsonNode wrap(Object value) {
            return value instanceof JsonNode node ? node : new JavaNode(value, "");
        }

        /** The library reads its own meta-schemas this way. */
        @Override
        public JsonNode create(String json) {
            return new JavaNode(SchemaText.read(json), "");
        }
    }
}
