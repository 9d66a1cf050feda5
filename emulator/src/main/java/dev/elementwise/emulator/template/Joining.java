package dev.elementwise.emulator.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Works out the functions that put texts together or take them apart. */
final class Joining {

    /** {@code ${Name}}, {@code ${Name.Attribute}} and the literal {@code ${!Name}}. */
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    private final Resolver resolver;
    private final Problems problems;

    Joining(Resolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    Value apply(Value.Intrinsic function, String where) {
        if (function.name().equals("Fn::Sub")) {
            return substitute(function, where);
        }
        Value argument = resolver.resolve(function.argument(), where);
        if (function.name().equals("Fn::Base64") && argument instanceof Value.Text text) {
            return new Value.Text(Base64.getEncoder().encodeToString(text.text().getBytes(StandardCharsets.UTF_8)),
                    function.line());
        }
        if (argument instanceof Value.Items items && items.items().size() == 2
                && items.items().get(0) instanceof Value.Text first) {
            return ofTwo(function, first.text(), items.items().get(1), where);
        }
        return argument instanceof Value.Refused ? argument : resolver.malformed(function, where);
    }

    private Value ofTwo(Value.Intrinsic function, String first, Value second, String where) {
        int line = function.line();
        if (function.name().equals("Fn::Join") && second instanceof Value.Items items) {
            return new Value.Text(items.items().stream().map(Joining::text).collect(Collectors.joining(first)), line);
        }
        if (function.name().equals("Fn::Split") && second instanceof Value.Text text) {
            return new Value.Items(Arrays.stream(text.text().split(Pattern.quote(first), -1))
                    .<Value>map(part -> new Value.Text(part, line)).toList(), line);
        }
        if (function.name().equals("Fn::Select") && second instanceof Value.Items items) {
            return select(function, first, items.items(), where);
        }
        return second instanceof Value.Refused ? second : resolver.malformed(function, where);
    }

    private Value select(Value.Intrinsic function, String index, List<Value> items, String where) {
        boolean inside = index.matches("\\d{1,6}") && Integer.parseInt(index) < items.size();
        return inside ? items.get(Integer.parseInt(index))
                : problems.add("the index " + index + " of a list of " + items.size(), where, function.line());
    }

    private Value substitute(Value.Intrinsic function, String where) {
        if (function.argument() instanceof Value.Text text) {
            return substitute(text.text(), Map.of(), where, function.line());
        }
        if (function.argument() instanceof Value.Items items && items.items().size() == 2
                && items.items().get(0) instanceof Value.Text text
                && items.items().get(1) instanceof Value.Fields own) {
            return substitute(text.text(), resolver.resolve(own, where).fields(), where, function.line());
        }
        return resolver.malformed(function, where);
    }

    private Value substitute(String template, Map<String, Value> own, String where, int line) {
        Matcher places = PLACE.matcher(template);
        StringBuilder text = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(text, Matcher.quoteReplacement(place(places.group(1), own, where, line)));
        }
        return new Value.Text(places.appendTail(text).toString(), line);
    }

    private String place(String name, Map<String, Value> own, String where, int line) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        Value value = own.get(name.strip());
        return text(value != null ? value : resolver.reference(name.strip(), where, line));
    }

    /** Empty for what is not a text: that has been refused where it was worked out. */
    static String text(Value value) {
        return value instanceof Value.Text text ? text.text() : "";
    }
}
