package dev.elementwise.store;

import dev.elementwise.time.GrowingPause;
import dev.elementwise.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The one DynamoDB table, as its stores see it: calls that answer or throw {@link StoreUnavailableException}. Safe for
 * use by several threads.
 */
public final class Table {

    /** The most keys a BatchGetItem takes. */
    private static final int LARGEST_BATCH = 100;
    private static final int MOST_ATTEMPTS = 20;
    private static final String KEY = "id";

    private final DynamoDbClient client;
    private final String name;

    public Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** An item as it is now: a consistent read. */
    Optional<Item> find(String id) {
        return get(id, true);
    }

    /** An item as it is or was a moment ago: an eventually consistent read. */
    Optional<Item> glance(String id) {
        return get(id, false);
    }

    private Optional<Item> get(String id, boolean consistently) {
        return call(() -> client.getItem(get -> get.tableName(name).key(key(id)).consistentRead(consistently)))
            .filter(response -> response.hasItem()).map(response -> new Item(response.item()));
    }

    /** The items of those ids that there are, by id; consistent reads. */
    Map<String, Item> find(List<String> ids) {
        return get(ids, true);
    }

    /** The items of those ids that there are or were a moment ago, by id; eventually consistent reads. */
    Map<String, Item> glance(List<String> ids) {
        return get(ids, false);
    }

    private Map<String, Item> get(List<String> ids, boolean consistently) {
        Map<String, Item> found = new HashMap<>();
        if (ids.size() == 1) {
            get(ids.get(0), consistently).ifPresent(item -> found.put(ids.get(0), item));
            return found;
        }
        for (int from = 0; from < ids.size(); from += LARGEST_BATCH) {
            getBatch(ids.subList(from, Math.min(from + LARGEST_BATCH, ids.size())), consistently, found);
        }
        return found;
    }

    private void getBatch(List<String> ids, boolean consistently, Map<String, Item> found) {
        Map<String, KeysAndAttributes> wanted = Map.of(name, KeysAndAttributes.builder()
            .keys(ids.stream().map(Table::key).toList()).consistentRead(consistently).build());
        GrowingPause pause = new GrowingPause(Sleeper.THREAD);
        for (int attempt = 1; !wanted.isEmpty(); attempt++) {
            if (attempt > MOST_ATTEMPTS) {
                throw new StoreUnavailableException("The table throttles: it has left out keys " + MOST_ATTEMPTS
                    + " times", null);
            }
            if (attempt > 1) {
                pause.sleep(Duration.ofSeconds(1));
            }
            Map<String, KeysAndAttributes> asked = wanted;
            var response = call(() -> client.batchGetItem(get -> get.requestItems(asked))).orElseThrow();
            response.responses().getOrDefault(name, List.of())
                .forEach(item -> found.put(item.get(KEY).s(), new Item(item)));
            wanted = response.unprocessedKeys();
        }
    }

    /** Puts an item unless the condition fails. */
    boolean put(Item item, @Nullable Condition condition) {
        return call(() -> client.putItem(put -> {
            put.tableName(name).item(item.attributes());
            if (condition != null) {
                put.conditionExpression(condition.expression()).expressionAttributeNames(condition.names());
                if (!condition.values().isEmpty()) {
                    put.expressionAttributeValues(condition.values());
                }
            }
        })).isPresent();
    }

    /**
     * Updates an item, which is made if there is none.
     *
     * @return the item as it is then; empty if the condition failed
     */
    Optional<Item> updateAndGet(String id, Update update) {
        return update(id, update, ReturnValue.ALL_NEW).map(response -> new Item(response.attributes()));
    }

    /** Updates an item, which may be large, where nobody wants it; false if the condition failed. */
    boolean update(String id, Update update) {
        return update(id, update, ReturnValue.NONE).isPresent();
    }

    private Optional<UpdateItemResponse> update(String id, Update update, ReturnValue wanted) {
        return call(() -> client.updateItem(request -> {
            request.tableName(name).key(key(id)).updateExpression(update.expression())
                .expressionAttributeNames(update.names()).returnValues(wanted);
            update.condition().ifPresent(request::conditionExpression);
            if (!update.values().isEmpty()) {
                request.expressionAttributeValues(update.values());
            }
        }));
    }

    /** The values of {@code attribute} in an index's entries under {@code hash}, the largest first. */
    List<String> newest(String index, Attribute hash, String attribute, Optional<String> before, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":hash", AttributeValue.fromS(hash.value()));
        before.ifPresent(value -> values.put(":before", AttributeValue.fromS(value)));
        String sort = before.isPresent() ? " AND #range < :before" : "";
        Map<String, String> names = before.isPresent()
            ? Map.of("#hash", hash.name(), "#range", attribute) : Map.of("#hash", hash.name());
        List<String> found = new ArrayList<>();
        call(() -> client.query(query -> query.tableName(name).indexName(index).scanIndexForward(false).limit(limit)
            .keyConditionExpression("#hash = :hash" + sort).expressionAttributeNames(names)
            .expressionAttributeValues(values)))
            .orElseThrow().items().forEach(item -> found.add(item.get(attribute).s()));
        return found;
    }

    /** The keys of an index's entries under {@code hash} whose number is no larger than a bound, the smallest first. */
    List<String> upTo(String index, Attribute hash, Bound bound, int limit) {
        List<String> found = new ArrayList<>();
        call(() -> client.query(query -> query.tableName(name).indexName(index).limit(limit)
            .keyConditionExpression("#hash = :hash AND #range <= :most")
            .expressionAttributeNames(Map.of("#hash", hash.name(), "#range", bound.name()))
            .expressionAttributeValues(Map.of(":hash", AttributeValue.fromS(hash.value()),
                ":most", Item.number(bound.most())))))
            .orElseThrow().items().forEach(item -> found.add(item.get(KEY).s()));
        return found;
    }

    /** A number's name and the largest that it may be. */
    record Bound(String name, long most) {
    }

    /** A name with its string value. */
    record Attribute(String name, String value) {
    }

    /** What must hold for a put: an expression with its names and values. */
    record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

        static final Condition ABSENT = new Condition("attribute_not_exists(#id)", Map.of("#id", KEY), Map.of());
    }

    /** A change to an item: expressions with their names and values. */
    record Update(String expression, Optional<String> condition, Map<String, String> names,
                  Map<String, AttributeValue> values) {
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of(KEY, AttributeValue.fromS(id));
    }

    /** Calls; empty if the call's condition failed. */
    private static <T> Optional<T> call(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        } catch (AwsServiceException e) {
            throw unavailable(e, e.isThrottlingException() || e.statusCode() >= 500);
        } catch (SdkClientException e) {
            throw unavailable(e, true);
        }
    }

    private static RuntimeException unavailable(SdkException e, boolean passing) {
        return passing ? new StoreUnavailableException("The table does not answer: " + e.getMessage(), e) : e;
    }
}
