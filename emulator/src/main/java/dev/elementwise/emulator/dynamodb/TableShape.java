package dev.elementwise.emulator.dynamodb;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What of a table can't change once it is there, as sentences that are compared and shown. */
record TableShape(Set<String> parts) {

    static TableShape of(TableDescription table) {
        Set<String> parts = basics(table.keySchema(), table.attributeDefinitions());
        table.globalSecondaryIndexes().forEach(index -> parts.add(index("index ", index.indexName(),
                index.keySchema(), index.projection())));
        table.localSecondaryIndexes().forEach(index -> parts.add(index("local index ", index.indexName(),
                index.keySchema(), index.projection())));
        return new TableShape(parts);
    }

    static TableShape of(CreateTableRequest table) {
        Set<String> parts = basics(table.keySchema(), table.attributeDefinitions());
        table.globalSecondaryIndexes().forEach(index -> parts.add(index("index ", index.indexName(),
                index.keySchema(), index.projection())));
        table.localSecondaryIndexes().forEach(index -> parts.add(index("local index ", index.indexName(),
                index.keySchema(), index.projection())));
        return new TableShape(parts);
    }

    private static Set<String> basics(List<KeySchemaElement> key, List<AttributeDefinition> attributes) {
        Set<String> parts = new TreeSet<>();
        parts.add("key " + keys(key));
        attributes.forEach(attribute -> parts.add(
                "attribute " + attribute.attributeName() + " " + attribute.attributeTypeAsString()));
        return parts;
    }

    private static String index(String kind, String name, List<KeySchemaElement> key, Projection projection) {
        return kind + name + " " + keys(key) + " " + projection.projectionTypeAsString()
                + (projection.nonKeyAttributes().isEmpty() ? "" : new TreeSet<>(projection.nonKeyAttributes()));
    }

    private static String keys(List<KeySchemaElement> key) {
        return key.stream().map(element -> element.keyTypeAsString() + " " + element.attributeName())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return String.join("; ", parts);
    }
}
