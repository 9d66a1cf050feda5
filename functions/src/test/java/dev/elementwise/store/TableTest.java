package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Answers of a table that DynamoDB Local never gives: what is left out for want of throughput, and throttling. */
final class TableTest {

    private static final String NAME = "jobs";

    private final List<List<String>> asked = new ArrayList<>();
    private final Deque<List<String>> leftOut = new ArrayDeque<>();
    private RuntimeException failure = new IllegalStateException("not asked for");
    private final Table table = new Table((DynamoDbClient) Proxy.newProxyInstance(getClass().getClassLoader(),
        new Class<?>[] {DynamoDbClient.class}, (self, method, arguments) -> {
            if (method.getName().equals("batchGetItem") && arguments[0] instanceof BatchGetItemRequest request) {
                return answer(request);
            }
            if (method.getName().equals("getItem") && arguments[0] instanceof GetItemRequest) {
                throw failure;
            }
            return InvocationHandler.invokeDefault(self, method, arguments); // from a builder to its request
        }), NAME);

    @Test
    void keysThatAreLeftOutAreAskedForAgain() {
        leftOut.add(List.of("b", "c"));
        leftOut.add(List.of("c"));

        assertThat(table.find(List.of("a", "b", "c"))).containsOnlyKeys("a", "b", "c");
        assertThat(asked).containsExactly(List.of("a", "b", "c"), List.of("b", "c"), List.of("c"));
    }

    @Test
    void keysThatAreLeftOutAgainAndAgainAreNotTakenForKeysWithoutItems() {
        for (int time = 0; time < 20; time++) {
            leftOut.add(List.of("b"));
        }

        assertThatThrownBy(() -> table.find(List.of("a", "b"))).isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException, true", "400, ProvisionedThroughputExceededException, true",
        "503, ServiceUnavailable, true", "400, ValidationException, false"})
    void whatPassesIsToldFromWhatDoesNot(int status, String code, boolean passing) {
        failure = DynamoDbException.builder().statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("as asked").build()).build();

        assertThatThrownBy(() -> table.find("a"))
            .isInstanceOf(passing ? StoreUnavailableException.class : DynamoDbException.class);
    }

    private BatchGetItemResponse answer(BatchGetItemRequest request) {
        List<String> keys = request.requestItems().get(NAME).keys().stream().map(key -> key.get("id").s()).toList();
        asked.add(keys);
        List<String> missing = leftOut.isEmpty() ? List.of() : leftOut.remove();
        List<Map<String, AttributeValue>> items = keys.stream().filter(key -> !missing.contains(key))
            .map(TableTest::key).toList();
        Map<String, KeysAndAttributes> unprocessed = missing.isEmpty() ? Map.of()
            : Map.of(NAME, KeysAndAttributes.builder().keys(missing.stream().map(TableTest::key).toList()).build());
        return BatchGetItemResponse.builder().responses(Map.of(NAME, items)).unprocessedKeys(unprocessed).build();
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }
}
