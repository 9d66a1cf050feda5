package dev.elementwise.emulator.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Header fields, whose names have no case. Never changed once shared. */
final class Headers {

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Sets a field's values, whatever there was. */
    Headers set(String name, List<String> values) {
        fields.remove(name);
        fields.put(name, List.copyOf(values));
        return this;
    }

    Headers set(String name, String value) {
        return set(name, List.of(value));
    }

    Headers setIfAbsent(String name, String value) {
        fields.putIfAbsent(name, List.of(value));
        return this;
    }

    /** Adds values that the field does not have. */
    void merge(String name, List<String> values) {
        List<String> merged = new ArrayList<>(fields.getOrDefault(name, List.of()));
        values.stream().filter(value -> !merged.contains(value)).forEach(merged::add);
        fields.put(name, merged);
    }

    List<String> remove(String name) {
        List<String> removed = fields.remove(name);
        return removed == null ? List.of() : removed;
    }

    /** The last value: API Gateway's choice where there are several. */
    Optional<String> find(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    void forEach(BiConsumer<String, List<String>> visitor) {
        fields.forEach(visitor);
    }

    /** {@code content-type} as {@code Content-Type}: the JDK's server does not keep how a client wrote a name. */
    static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                canonical.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return canonical.toString();
    }
}
