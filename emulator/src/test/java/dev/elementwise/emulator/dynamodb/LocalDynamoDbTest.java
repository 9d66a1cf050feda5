package dev.elementwise.emulator.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.emulator.stack.TableResource;
import dev.elementwise.emulator.stack.TableResource.Attribute;
import dev.elementwise.emulator.stack.TableResource.Index;
import dev.elementwise.emulator.stack.TableResource.Key;
import dev.elementwise.emulator.testing.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class LocalDynamoDbTest {
    private static final Attribute ID = new Attribute("id", "S");
    private static final Attribute CALLER = new Attribute("caller", "S");
    private static final Attribute JOB = new Attribute("job", "S");

    @Test
    void aTableHasTheIndexAndTheTimeToLiveOfTheTemplate() throws IOException {
        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.empty())) {
            tables.createTables(List.of(table(ID)));
            DynamoDbClient client = client(tables);

            client.putItem(put -> put.tableName("Jobs").item(Map.of("id", text("1"), "caller", text("me"),
                    "job", text("j"), "more", text("x"))));

            assertThat(client.query(query -> query.tableName("Jobs").indexName("byCaller")
                    .keyConditionExpression("caller = :c").expressionAttributeValues(Map.of(":c", text("me"))))
                    .items()).containsExactly(Map.of("id", text("1"), "caller", text("me"), "job", text("j")));
            assertThat(client.describeTimeToLive(request -> request.tableName("Jobs")).timeToLiveDescription()
                    .timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        }
    }

    @Test
    void aFolderKeepsTheTablesForTheNextStart(@TempDir Path folder) throws IOException {
        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(folder))) {
            tables.createTables(List.of(table(ID)));
            client(tables).putItem(put -> put.tableName("Jobs").item(Map.of("id", text("kept"))));
        }
        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(folder))) {
            tables.createTables(List.of(table(ID)));

            assertThat(client(tables).getItem(get -> get.tableName("Jobs").key(Map.of("id", text("kept")))).hasItem())
                    .isTrue();
        }
    }

    @Test
    void aKeptTableWithOtherKeysIsRefused(@TempDir Path folder) throws IOException {
        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(folder))) {
            tables.createTables(List.of(table(ID)));

            assertThatThrownBy(() -> tables.createTables(List.of(table(new Attribute("number", "N")))))
                    .hasMessageContaining("Jobs").hasMessageContaining("HASH id").hasMessageContaining("HASH number");
        }
    }

    @Test
    void keptTablesThatAreNoneAreRefused(@TempDir Path folder) throws IOException {
        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(folder))) {
            tables.createTables(List.of(table(ID)));
        }
        Files.writeString(folder.resolve("shared-local-instance.db"), "no database");

        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(folder))) {
            assertThatThrownBy(() -> tables.createTables(List.of(table(ID)))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("can't be read").hasMessageContaining(folder.toString());
        }
    }

    @Test
    void onlyLoopbackIsServed() throws IOException {
        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.empty())) {
            assertThat(tables.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aTakenPortIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new LocalDynamoDb(taken.getLocalPort(), Optional.empty()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAHardKill(@TempDir Path folder) throws IOException, InterruptedException {
        try (ChildJvm emulator = ChildJvm.run(Emulator.class, folder.toString())) {
            emulator.await("acknowledged");
            emulator.kill();
        }

        try (LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(folder))) {
            tables.createTables(List.of(table(ID)));
            assertThat(client(tables).scan(scan -> scan.tableName("Jobs")).count()).isEqualTo(195);
        }
    }

    private static TableResource table(Attribute hash) {
        Index byCaller = new Index("byCaller", new Key(CALLER, Optional.of(JOB)), "KEYS_ONLY", List.of());
        return new TableResource("JobsTable", "Jobs", new Key(hash, Optional.empty()), List.of(byCaller), List.of(),
                Optional.of("expires"));
    }

    private static DynamoDbClient client(LocalDynamoDb tables) {
        return DynamoDbClient.builder().endpointOverride(tables.endpoint()).region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create()).credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    /** What is killed right after the last acknowledgement. */
    static final class Emulator {

        private Emulator() {
        }

        public static void main(String[] arguments) throws IOException {
            LocalDynamoDb tables = new LocalDynamoDb(0, Optional.of(Path.of(arguments[0])));
            tables.createTables(List.of(table(ID)));
            DynamoDbClient client = client(tables);
            for (int i = 0; i < 200; i++) {
                Map<String, AttributeValue> item = Map.of("id", text("item " + i));
                client.putItem(put -> put.tableName("Jobs").item(item));
            }
            for (int i = 0; i < 5; i++) {
                Map<String, AttributeValue> key = Map.of("id", text("item " + i));
                client.deleteItem(delete -> delete.tableName("Jobs").key(key));
            }
            System.out.println("acknowledged");
        }
    }
}
