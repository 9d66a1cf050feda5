package dev.elementwise.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's attributes, read and written as the types that the stores use. */
record Item(Map<String, AttributeValue> attributes) {

    /** The attribute that DynamoDB's time to live reads: the second after which the item is gone. */
    static final String EXPIRES = "expires";

    /** An item under a key that expires; DynamoDB deletes it some time after, so readers must look. */
    static Item of(String id, Instant expiresAt) {
        return new Item(new HashMap<>()).with("id", id).with(EXPIRES, expiresAt.getEpochSecond());
    }

    Item with(String name, String value) {
        attributes.put(name, AttributeValue.fromS(value));
        return this;
    }

    Item with(String name, long value) {
        attributes.put(name, number(value));
        return this;
    }

    Item with(String name, AttributeValue value) {
        attributes.put(name, value);
        return this;
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    String string(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("Item without " + name));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    long number(String name) {
        return findNumber(name).orElseThrow(() -> new IllegalStateException("Item without " + name));
    }

    OptionalLong findNumber(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.n()));
    }

    Optional<Instant> findInstant(String name) {
        OptionalLong millis = findNumber(name);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    boolean isExpired(Instant now) {
        return now.getEpochSecond() >= number(EXPIRES);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue numbers(List<Long> values) {
        return AttributeValue.fromL(values.stream().map(Item::number).toList());
    }

    static AttributeValue texts(List<String> values) {
        return AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList());
    }

    List<String> texts(String name) {
        return attributes.get(name).l().stream().map(AttributeValue::s).toList();
    }

    static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
    }
}
