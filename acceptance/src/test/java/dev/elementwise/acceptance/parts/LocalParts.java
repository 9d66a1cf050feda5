package dev.elementwise.acceptance.parts;

import dev.elementwise.emulator.dynamodb.LocalDynamoDb;
import dev.elementwise.emulator.sqs.LocalSqs;
import dev.elementwise.emulator.sqs.MessageQueue;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.stack.TableResource;
import dev.elementwise.emulator.template.Deployment;
import dev.elementwise.emulator.template.TemplateReader;
import dev.elementwise.store.Table;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues and tables of the project's template, in memory, with clients. */
public final class LocalParts implements AutoCloseable {

    private static final StaticCredentialsProvider CREDENTIALS =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final LocalSqs queues;
    private final LocalDynamoDb tables;
    private final Stack stack;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;

    private LocalParts(LocalSqs queues, LocalDynamoDb tables, Stack stack) {
        this.queues = queues;
        this.tables = tables;
        this.stack = stack;
        this.sqs = SqsClient.builder().endpointOverride(queues.endpoint()).region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS).httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        this.dynamoDb = dynamoDb(tables.endpoint());
    }

    private static DynamoDbClient dynamoDb(URI endpoint) {
        return DynamoDbClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS).httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    /** The one table of an emulator. */
    public static Table table(URI endpoint) {
        return new Table(dynamoDb(endpoint), "local-JobsTable");
    }

    public static LocalParts start() throws IOException {
        LocalSqs queues = new LocalSqs(0, Optional.empty());
        LocalDynamoDb tables = new LocalDynamoDb(0, Optional.empty());
        Stack stack = new TemplateReader(Deployment.local("local", queues::urlOf)).read(Project.template(), Map.of());
        queues.createQueues(stack.queues());
        tables.createTables(stack.tables().stream().map(LocalParts::lasting).toList());
        return new LocalParts(queues, tables, stack);
    }

    /** The contracts' clock stands still in the past: time to live would take their items away. */
    private static TableResource lasting(TableResource table) {
        return new TableResource(table.id(), table.name(), table.key(), table.globalIndexes(), table.localIndexes(),
            Optional.empty());
    }

    /** The template's one table. */
    public Table table() {
        return table(client -> client);
    }

    /** The same, called by another client that calls the real one. */
    public Table table(UnaryOperator<DynamoDbClient> other) {
        return new Table(other.apply(dynamoDb), only(stack.tables()).name());
    }

    /** All items of {@link #table}. */
    public List<Map<String, AttributeValue>> items() {
        return dynamoDb.scanPaginator(scan -> scan.tableName(only(stack.tables()).name()).consistentRead(true)).items()
            .stream().toList();
    }

    /** The attribute after which, on AWS, the table's items go. */
    public Optional<String> timeToLive() {
        return only(stack.tables()).timeToLive();
    }

    public SqsClient sqs() {
        return sqs;
    }

    /** @param id logical id */
    public String queueUrl(String id) {
        return queues.urlOf(only(stack.queues().stream().filter(queue -> queue.id().equals(id)).toList()));
    }

    /** A queue as an event source mapping sees it. */
    public MessageQueue queue(String id) {
        return queues.queue(id);
    }

    private static <T> T only(List<T> list) {
        if (list.size() != 1) {
            throw new IllegalStateException("The template has " + list + " where one is expected");
        }
        return list.get(0);
    }

    @Override
    public void close() throws IOException {
        sqs.close();
        dynamoDb.close();
        queues.close();
        tables.close();
    }
}
