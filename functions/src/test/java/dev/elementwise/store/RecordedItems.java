package dev.elementwise.store;

import dev.elementwise.queue.Recorded;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of {@link Recorded} as a table has them. */
public final class RecordedItems {

    private RecordedItems() {
    }

    /** Puts all of them into a table. */
    public static void putInto(Table table) {
        all().forEach(item -> table.put(item, null));
    }

    static List<Item> all() {
        return Recorded.items().stream().map(item -> new Item(map(item))).toList();
    }

    private static Map<String, AttributeValue> map(Map<?, ?> attributes) {
        Map<String, AttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put((String) name, value((Map<?, ?>) value)));
        return values;
    }

    private static AttributeValue value(Map<?, ?> typed) {
        Map.Entry<?, ?> entry = typed.entrySet().iterator().next();
        Object value = entry.getValue();
        return switch ((String) entry.getKey()) {
            case "S" -> AttributeValue.fromS((String) value);
            case "N" -> AttributeValue.fromN((String) value);
            case "B" -> AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode((String) value)));
            case "SS" -> AttributeValue.fromSs(((List<?>) value).stream().map(String.class::cast).toList());
            case "L" -> AttributeValue.fromL(((List<?>) value).stream().map(one -> value((Map<?, ?>) one)).toList());
            case "M" -> AttributeValue.fromM(map((Map<?, ?>) value));
            default -> throw new IllegalArgumentException("An attribute of type " + entry.getKey());
        };
    }
}
