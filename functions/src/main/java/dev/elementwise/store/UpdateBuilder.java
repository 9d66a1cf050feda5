package dev.elementwise.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts an update of an item together, clause by clause, in whatever order its parts come: what is set, removed and
 * added to, and what must hold. Attributes are named as they are; the placeholders are made here.
 */
final class UpdateBuilder {

    private final List<String> set = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    /** Placeholders by what they stand for. */
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /** Sets an attribute. */
    UpdateBuilder set(String attribute, AttributeValue value) {
        set.add(name(attribute) + " = " + value(value));
        return this;
    }

    /** Sets an attribute where it is not there. */
    UpdateBuilder setIfAbsent(String attribute, AttributeValue value) {
        set.add(name(attribute) + " = if_not_exists(" + name(attribute) + ", " + value(value) + ")");
        return this;
    }

    /** Sets an attribute to what another one has. */
    UpdateBuilder setAs(String attribute, String other) {
        set.add(name(attribute) + " = " + name(other));
        return this;
    }

    /** Sets an entry of a map. */
    UpdateBuilder setEntry(String map, String key, AttributeValue value) {
        set.add(name(map) + "." + name(key) + " = " + value(value));
        return this;
    }

    UpdateBuilder remove(String attribute) {
        removed.add(name(attribute));
        return this;
    }

    /** Removes an entry of a map. */
    UpdateBuilder removeEntry(String map, String key) {
        removed.add(name(map) + "." + name(key));
        return this;
    }

    /** Adds to a set. */
    UpdateBuilder add(String attribute, AttributeValue members) {
        added.add(name(attribute) + " " + value(members));
        return this;
    }

    /** Requires that an attribute is there. */
    UpdateBuilder ifThere(String attribute) {
        conditions.add("attribute_exists(" + name(attribute) + ")");
        return this;
    }

    /** Requires that an attribute is not there. */
    UpdateBuilder ifAbsent(String attribute) {
        conditions.add("attribute_not_exists(" + name(attribute) + ")");
        return this;
    }

    /** Requires that an attribute has a value. */
    UpdateBuilder ifEqual(String attribute, AttributeValue value) {
        conditions.add(name(attribute) + " = " + value(value));
        return this;
    }

    /** Requires that a map has fewer entries. */
    UpdateBuilder ifSmaller(String map, long size) {
        conditions.add("size(" + name(map) + ") < " + value(Item.number(size)));
        return this;
    }

    /** Requires that a list is not there, or begins with a smaller number. */
    UpdateBuilder ifFirstIsLess(String list, long number) {
        conditions.add("(attribute_not_exists(" + name(list) + ") OR " + name(list) + "[0] < "
            + value(Item.number(number)) + ")");
        return this;
    }

    Table.Update build() {
        List<String> clauses = new ArrayList<>();
        addClause(clauses, "SET", set);
        addClause(clauses, "REMOVE", removed);
        addClause(clauses, "ADD", added);
        Map<String, String> placeholders = new HashMap<>();
        names.forEach((attribute, placeholder) -> placeholders.put(placeholder, attribute));
        return new Table.Update(String.join(" ", clauses),
            conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions)), placeholders,
            Map.copyOf(values));
    }

    private static void addClause(List<String> clauses, String keyword, List<String> parts) {
        if (!parts.isEmpty()) {
            clauses.add(keyword + " " + String.join(", ", parts));
        }
    }

    private String name(String attribute) {
        return names.computeIfAbsent(attribute, unknown -> "#n" + names.size());
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
