package dev.elementwise.emulator.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out the section Conditions, each once. For one thread. */
final class Conditions {

    private final Value.Fields declared;
    private final Resolver resolver;
    private final Problems problems;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Conditions(Value.Fields declared, Resolver resolver, Problems problems) {
        this.declared = declared;
        this.resolver = resolver;
        this.problems = problems;
    }

    /** Works out all of them, so that what cannot be is refused even where nothing uses it. */
    void check() {
        declared.fields().forEach((name, value) -> holds(name, name, value.line()));
    }

    boolean holds(String name, String where, int line) {
        Boolean answer = known.get(name);
        if (answer != null) {
            return answer;
        }
        Value condition = declared.fields().get(name);
        if (condition == null || !open.add(name)) {
            problems.add(condition == null ? "no condition " + name : "a condition that needs itself: " + name, where,
                    line);
            return false;
        }
        boolean holds = test(condition, name);
        open.remove(name);
        known.put(name, holds);
        return holds;
    }

    /** @param value a condition's own text, as it stands under a name or wherever else one is asked for */
    boolean test(Value value, String where) {
        if (value instanceof Value.Intrinsic function) {
            return test(function, where);
        }
        if (value instanceof Value.Fields fields && fields.fields().size() == 1
                && fields.fields().get("Condition") instanceof Value.Text name) {
            return holds(name.text(), where, value.line());
        }
        return refused(value, where);
    }

    private boolean test(Value.Intrinsic function, String where) {
        if (function.name().equals("Condition") && function.argument() instanceof Value.Text name) {
            return holds(name.text(), where, function.line());
        }
        List<Value> arguments = function.argument() instanceof Value.Items items ? items.items() : List.of();
        return switch (function.name() + arguments.size()) {
            case "Fn::Equals2" -> Resolver.same(resolver.resolve(arguments.get(0), where),
                    resolver.resolve(arguments.get(1), where));
            case "Fn::Not1" -> !test(arguments.get(0), where);
            default -> several(function, arguments, where);
        };
    }

    private boolean several(Value.Intrinsic function, List<Value> arguments, String where) {
        boolean and = function.name().equals("Fn::And");
        if (arguments.size() < 2 || arguments.size() > 10 || !and && !function.name().equals("Fn::Or")) {
            return refused(function, where);
        }
        List<Boolean> answers = arguments.stream().map(argument -> test(argument, where)).toList();
        return and ? !answers.contains(false) : answers.contains(true);
    }

    private boolean refused(Value value, String where) {
        if (!(value instanceof Value.Refused)) {
            problems.add("a condition that is none of Equals, Not, And, Or, Condition", where, value.line());
        }
        return false;
    }
}
