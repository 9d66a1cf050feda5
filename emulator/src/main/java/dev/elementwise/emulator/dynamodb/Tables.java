package dev.elementwise.emulator.dynamodb;

import dev.elementwise.emulator.stack.TableResource;
import dev.elementwise.emulator.stack.TableResource.Attribute;
import dev.elementwise.emulator.stack.TableResource.Index;
import dev.elementwise.emulator.stack.TableResource.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/** Creates tables by calling DynamoDB Local directly: no HTTP client has to be loaded for it. */
final class Tables {
    /** All keys and regions share one database; these only have to be there. */
    private static final String ACCESS_KEY = "local";
    private static final String REGION = "us-east-1";

    private final LocalDynamoDBRequestHandler requests;

    Tables(LocalDynamoDBRequestHandler requests) {
        this.requests = requests;
    }

    void create(TableResource table) {
        CreateTableRequest wanted = request(table);
        Optional<TableDescription> existing = find(table.name());
        if (existing.isEmpty()) {
            requests.createTable(ACCESS_KEY, REGION, wanted);
        } else if (!TableShape.of(existing.get()).equals(TableShape.of(wanted))) {
            throw new IllegalStateException("The table " + table.name() + " is there with other keys or indexes ("
                    + TableShape.of(existing.get()) + ") than the template's " + table.id() + " asks for ("
                    + TableShape.of(wanted) + "); start with another data folder");
        }
        table.timeToLive().ifPresent(attribute -> expire(table.name(), attribute));
    }

    private Optional<TableDescription> find(String name) {
        boolean there = requests.listTables(ACCESS_KEY, REGION,
                ListTablesRequest.builder().build())
                .tableNames().contains(name);
        return there ? Optional.of(requests.describeTable(ACCESS_KEY, REGION,
                DescribeTableRequest.builder().tableName(name).build()).table()) : Optional.empty();
    }

    private void expire(String table, String attribute) {
        TimeToLiveDescription now = requests.describeTimeToLive(ACCESS_KEY, REGION,
                DescribeTimeToLiveRequest.builder().tableName(table).build()).timeToLiveDescription();
        if (now.timeToLiveStatus() == TimeToLiveStatus.ENABLED && attribute.equals(now.attributeName())) {
            return;
        }
        requests.updateTimeToLive(ACCESS_KEY, REGION, UpdateTimeToLiveRequest.builder().tableName(table)
                .timeToLiveSpecification(TimeToLiveSpecification.builder().attributeName(attribute).enabled(true)
                        .build()).build());
    }

    private static CreateTableRequest request(TableResource table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder().tableName(table.name())
                .keySchema(schema(table.key())).attributeDefinitions(attributes(table))
                .billingMode(BillingMode.PAY_PER_REQUEST);
        if (!table.globalIndexes().isEmpty()) {
            request.globalSecondaryIndexes(table.globalIndexes().stream().map(index -> GlobalSecondaryIndex.builder()
                    .indexName(index.name()).keySchema(schema(index.key())).projection(projection(index)).build())
                    .toList());
        }
        if (!table.localIndexes().isEmpty()) {
            request.localSecondaryIndexes(table.localIndexes().stream().map(index -> LocalSecondaryIndex.builder()
                    .indexName(index.name()).keySchema(schema(index.key())).projection(projection(index)).build())
                    .toList());
        }
        return request.build();
    }

    private static List<AttributeDefinition> attributes(TableResource table) {
        return Stream.of(List.of(table.key()), keys(table.globalIndexes()), keys(table.localIndexes()))
                .flatMap(Collection::stream).flatMap(key -> Stream.concat(Stream.of(key.hash()), key.range().stream()))
                .distinct().map(Tables::definition).toList();
    }

    private static List<Key> keys(List<Index> indexes) {
        return indexes.stream().map(Index::key).toList();
    }

    private static AttributeDefinition definition(Attribute attribute) {
        return AttributeDefinition.builder().attributeName(attribute.name()).attributeType(attribute.type()).build();
    }

    private static List<KeySchemaElement> schema(Key key) {
        List<KeySchemaElement> elements = new ArrayList<>();
        elements.add(element(key.hash(), KeyType.HASH));
        key.range().ifPresent(range -> elements.add(element(range, KeyType.RANGE)));
        return elements;
    }

    private static KeySchemaElement element(Attribute attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
    }

    private static Projection projection(Index index) {
        Projection.Builder projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return projection.build();
    }
}
