package dev.elementwise.event;

import dev.elementwise.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object in an event. A field of another type than asked for is not there. */
record Fields(Map<?, ?> values) {

    static final Fields NONE = new Fields(Map.of());

    /** @throws IllegalArgumentException if the event is no JSON object */
    static Fields read(InputStream event) throws IOException {
        if (Json.read(event.readAllBytes()) instanceof Map<?, ?> object) {
            return new Fields(object);
        }
        throw new IllegalArgumentException("An event is a JSON object");
    }

    <T> @Nullable T get(String name, Class<T> type) {
        Object value = values.get(name);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    @Nullable String text(String name) {
        return get(name, String.class);
    }

    Fields object(String name) {
        return Optional.ofNullable(get(name, Map.class)).map(Fields::new).orElse(NONE);
    }

    /** An object whose fields are all texts; null where there is none. */
    @Nullable Map<String, String> texts(String name) {
        Map<?, ?> object = get(name, Map.class);
        if (object == null) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        object.forEach((key, value) -> texts.put((String) key, String.valueOf(value)));
        return texts;
    }

    /** An object whose fields are all lists of texts; null where there is none. */
    @Nullable Map<String, List<String>> lists(String name) {
        Map<?, ?> object = get(name, Map.class);
        if (object == null) {
            return null;
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.forEach((key, value) -> lists.put((String) key,
            value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of()));
        return lists;
    }
}
