package dev.elementwise.emulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out the intrinsic functions in a value. For one thread. */
final class Resolver {

    private final Map<String, Value> symbols;
    private final Value.Fields mappings;
    private final Conditions conditions;
    private final References references;
    private final Problems problems;
    private final Joining joining;

    /** @param symbols parameters and pseudo parameters by name */
    Resolver(Map<String, Value> symbols, Sections sections, Map<String, Resource> resources, Deployment deployment,
             Problems problems) {
        this.symbols = symbols;
        this.mappings = sections.mappings();
        this.conditions = new Conditions(sections.conditions(), this, problems);
        this.references = new References(resources, deployment, this::resolve);
        this.problems = problems;
        this.joining = new Joining(this, problems);
    }

    Conditions conditions() {
        return conditions;
    }

    References references() {
        return references;
    }

    /** The value without functions, and without what {@code AWS::NoValue} takes away. */
    Value resolve(Value value, String where) {
        if (value instanceof Value.Intrinsic function) {
            return apply(function, where);
        }
        if (value instanceof Value.Items items) {
            List<Value> resolved = new ArrayList<>();
            items.items().stream().map(item -> resolve(item, where)).filter(Resolver::something)
                    .forEach(resolved::add);
            return new Value.Items(resolved, items.line());
        }
        return value instanceof Value.Fields fields ? resolve(fields, where) : value;
    }

    Value.Fields resolve(Value.Fields fields, String where) {
        Map<String, Value> resolved = new LinkedHashMap<>();
        fields.fields().forEach((name, value) -> {
            Value result = resolve(value, where);
            if (something(result)) {
                resolved.put(name, Value.at(result, value.line()));
            }
        });
        return new Value.Fields(resolved, fields.line());
    }

    static boolean same(Value one, Value other) {
        return one instanceof Value.Text first && other instanceof Value.Text second
                && first.text().equals(second.text());
    }

    private static boolean something(Value value) {
        return !(value instanceof Value.Nothing);
    }

    private Value apply(Value.Intrinsic function, String where) {
        return switch (function.name()) {
            case "Ref" -> ref(function, where);
            case "Fn::GetAtt" -> attribute(function, where);
            case "Fn::If" -> choose(function, where);
            case "Fn::FindInMap" -> findInMap(function, where);
            case "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::Base64" -> joining.apply(function, where);
            default -> problems.add("the function " + function.name() + " outside of Conditions", where,
                    function.line());
        };
    }

    private Value ref(Value.Intrinsic function, String where) {
        return function.argument() instanceof Value.Text name ? reference(name.text(), where, function.line())
                : malformed(function, where);
    }

    /** What {@code Ref} of a name gives, or {@code GetAtt} where the name has a dot. */
    Value reference(String name, String where, int line) {
        Value symbol = symbols.get(name);
        if (symbol != null) {
            return Value.at(symbol, line);
        }
        Optional<String> found = references.ref(name);
        int dot = name.indexOf('.');
        if (found.isEmpty() && dot > 0) {
            found = references.attribute(name.substring(0, dot), name.substring(dot + 1));
        }
        return found.<Value>map(text -> new Value.Text(text, line))
                .orElseGet(() -> problems.add("no value for the reference " + name, where, line));
    }

    private Value attribute(Value.Intrinsic function, String where) {
        String name = function.argument() instanceof Value.Text text ? text.text()
                : resolve(function.argument(), where) instanceof Value.Items items
                ? String.join(".", items.items().stream().map(Joining::text).toList()) : "";
        return name.indexOf('.') > 0 ? reference(name, where, function.line()) : malformed(function, where);
    }

    private Value choose(Value.Intrinsic function, String where) {
        if (!(function.argument() instanceof Value.Items items) || items.items().size() != 3
                || !(items.items().get(0) instanceof Value.Text condition)) {
            return malformed(function, where);
        }
        boolean holds = conditions.holds(condition.text(), where, function.line());
        return resolve(items.items().get(holds ? 1 : 2), where);
    }

    private Value findInMap(Value.Intrinsic function, String where) {
        List<String> keys = resolve(function.argument(), where) instanceof Value.Items items
                ? items.items().stream().map(Joining::text).toList() : List.of();
        if (keys.size() != 3) {
            return malformed(function, where);
        }
        Value found = mappings;
        for (String key : keys) {
            found = found instanceof Value.Fields fields ? fields.fields().get(key) : null;
        }
        return found != null ? Value.at(found, function.line())
                : problems.add("nothing in the mapping at " + String.join(", ", keys), where, function.line());
    }

    Value malformed(Value.Intrinsic function, String where) {
        return problems.add("the arguments of " + function.name(), where, function.line());
    }
}
