package dev.elementwise.emulator.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A resolved mapping that knows what has been read of it, so that {@link #finish} refuses the rest. For one thread.
 */
final class Properties {

    private final Value.Fields fields;
    private final String where;
    private final String path;
    private final Problems problems;
    private final Set<String> read = new HashSet<>();

    private Properties(Value.Fields fields, String where, String path, Problems problems) {
        this.fields = fields;
        this.where = where;
        this.path = path;
        this.problems = problems;
    }

    Properties(Value.Fields fields, String where, Problems problems) {
        this(fields, where, "", problems);
    }

    String where() {
        return where;
    }

    int line() {
        return fields.line();
    }

    Set<String> names() {
        return fields.fields().keySet();
    }

    boolean has(String name) {
        return fields.fields().containsKey(name);
    }

    Optional<Value> value(String name) {
        read.add(name);
        return Optional.ofNullable(fields.fields().get(name)).filter(value -> !(value instanceof Value.Refused));
    }

    Optional<String> text(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof Value.Text text) {
                return Optional.of(text.text());
            }
            refuse("that is not a scalar", name);
            return Optional.empty();
        });
    }

    String required(String name) {
        if (!has(name)) {
            problems.add("no property " + path + name, where, line());
        }
        return text(name).orElse("");
    }

    /** A text that has to be one of some. */
    String oneOf(String name, String fallback, Set<String> allowed) {
        String text = text(name).orElse(fallback);
        if (!allowed.contains(text) && !isRefused(name)) {
            refuse((text.isEmpty() ? "that is missing" : text) + " (there is: "
                    + String.join(", ", new TreeSet<>(allowed)) + ")", name);
        }
        return text;
    }

    private boolean isRefused(String name) {
        return fields.fields().get(name) instanceof Value.Refused;
    }

    boolean flag(String name, boolean fallback) {
        return Boolean.parseBoolean(oneOf(name, Boolean.toString(fallback), Set.of("true", "false")));
    }

    int integer(String name, Limits limits) {
        return (int) number(name, limits, () -> (double) limits.fallback());
    }

    Duration seconds(String name, Limits limits) {
        return Duration.ofSeconds(integer(name, limits));
    }

    Optional<Double> number(String name, Limits limits) {
        return has(name) ? Optional.of(number(name, limits, () -> 0.0)) : Optional.empty();
    }

    private double number(String name, Limits limits, Supplier<Double> fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback.get();
        }
        Optional<Double> number = limits.number(text.get());
        if (number.isPresent()) {
            return number.get();
        }
        refuse(text.get() + " (" + limits.least() + " to " + limits.most() + ")", name);
        return fallback.get();
    }

    Optional<Properties> section(String name) {
        return value(name).flatMap(value -> nested(value, name + "."));
    }

    /** The mapping that is there, or one with nothing in it. */
    Properties sectionOrEmpty(String name) {
        return section(name).orElseGet(() -> new Properties(new Value.Fields(Map.of(), line()), where, problems));
    }

    List<Properties> sections(String name) {
        List<Properties> sections = new ArrayList<>();
        items(name).forEach(item -> nested(item, name + ".").ifPresent(sections::add));
        return sections;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Value item : items(name)) {
            if (item instanceof Value.Text text) {
                texts.add(text.text());
            } else {
                refuse("whose items are not scalars", name);
            }
        }
        return texts;
    }

    /** All of it as names and scalars, in order. */
    Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        names().forEach(name -> text(name).ifPresent(text -> map.put(name, text)));
        return map;
    }

    private List<Value> items(String name) {
        Optional<Value> value = value(name);
        if (value.isPresent() && !(value.get() instanceof Value.Items)) {
            refuse("that is not a list", name);
        }
        return value.map(present -> present instanceof Value.Items items ? items.items() : List.<Value>of())
                .orElse(List.of());
    }

    private Optional<Properties> nested(Value value, String name) {
        if (value instanceof Value.Fields nested) {
            return Optional.of(new Properties(nested, where, path + name, problems));
        }
        problems.add(path + name.substring(0, name.length() - 1) + " that is not a mapping", where, value.line());
        return Optional.empty();
    }

    /** Reads without a use: what has no effect in an emulator. */
    Properties accept(Set<String> names) {
        read.addAll(names);
        return this;
    }

    void refuse(String what, String name) {
        read.add(name);
        Value value = fields.fields().get(name);
        problems.add(path + name + " " + what, where, value == null ? line() : value.line());
    }

    /** Refuses each property that nobody has read. */
    void finish() {
        fields.fields().forEach((name, value) -> {
            if (!read.contains(name)) {
                problems.add("the property " + path + name, where, value.line());
            }
        });
    }
}
