package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.TableResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tables.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">
 *     AWS::DynamoDB::Table</a>
 */
final class TableReader implements ResourceReader {

    private final References references;
    private final Draft draft;

    TableReader(References references, Draft draft) {
        this.references = references;
        this.draft = draft;
    }

    @Override
    public void read(Resource resource, Properties properties) {
        properties.accept(Inert.TABLE).text("TableName");
        if (resource.type().equals("AWS::Serverless::SimpleTable")) {
            readSimple(resource, properties);
            return;
        }
        Map<String, String> types = new HashMap<>();
        for (Properties attribute : properties.sections("AttributeDefinitions")) {
            types.put(attribute.required("AttributeName"), attribute.oneOf("AttributeType", "", Set.of("S", "N", "B")));
            attribute.finish();
        }
        draft.tables.add(new TableResource(resource.id(), references.name(resource), key(properties, types),
                indexes(properties, "GlobalSecondaryIndexes", types),
                indexes(properties, "LocalSecondaryIndexes", types), timeToLive(properties)));
    }

    private void readSimple(Resource resource, Properties properties) {
        Properties key = properties.sectionOrEmpty("PrimaryKey");
        String type = key.oneOf("Type", "String", Set.of("String", "Number", "Binary")).substring(0, 1);
        TableResource.Attribute hash = new TableResource.Attribute(key.text("Name").orElse("id"), type);
        key.finish();
        draft.tables.add(new TableResource(resource.id(), references.name(resource),
                new TableResource.Key(hash, Optional.empty()), List.of(), List.of(), Optional.empty()));
    }

    private static TableResource.Key key(Properties owner, Map<String, String> types) {
        Map<String, TableResource.Attribute> parts = new HashMap<>();
        for (Properties part : owner.sections("KeySchema")) {
            String name = part.required("AttributeName");
            String role = part.oneOf("KeyType", "", Set.of("HASH", "RANGE"));
            part.finish();
            if (!types.containsKey(name)) {
                part.refuse("that AttributeDefinitions does not have: " + name, "AttributeName");
            }
            parts.put(role, new TableResource.Attribute(name, types.getOrDefault(name, "S")));
        }
        if (!parts.containsKey("HASH")) {
            owner.refuse("without a HASH key", "KeySchema");
        }
        return new TableResource.Key(parts.getOrDefault("HASH", new TableResource.Attribute("", "S")),
                Optional.ofNullable(parts.get("RANGE")));
    }

    private static List<TableResource.Index> indexes(Properties table, String property, Map<String, String> types) {
        return table.sections(property).stream().map(index -> index(index, types)).toList();
    }

    private static TableResource.Index index(Properties index, Map<String, String> types) {
        String name = index.accept(Inert.INDEX).required("IndexName");
        Properties projection = index.sectionOrEmpty("Projection");
        String kind = projection.oneOf("ProjectionType", "", Set.of("ALL", "KEYS_ONLY", "INCLUDE"));
        List<String> included = projection.texts("NonKeyAttributes");
        projection.finish();
        TableResource.Key key = key(index, types);
        index.finish();
        return new TableResource.Index(name, key, kind, included);
    }

    private static Optional<String> timeToLive(Properties table) {
        return table.section("TimeToLiveSpecification").flatMap(specification -> {
            boolean enabled = specification.flag("Enabled", false);
            Optional<String> attribute = specification.text("AttributeName");
            specification.finish();
            return attribute.filter(name -> enabled);
        });
    }
}
