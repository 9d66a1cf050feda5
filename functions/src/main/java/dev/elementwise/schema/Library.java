package dev.elementwise.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema as the library compiled it; the only class that knows how to drive the library. */
final class Library {

    private static final URI ADDRESS = URI.create("urn:elementwise:schema");

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
        return validator.validate(address, new JavaNode(value, "")).getErrors().stream().map(wording::of).toList();
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
