package dev.elementwise.emulator.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Gives a template's parameters their values: what the caller says, or the default.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">
 *     Parameters</a>
 */
final class Parameters {

    private static final Set<String> TYPES = Set.of("String", "Number", "CommaDelimitedList", "List<Number>");

    private final Properties declared;
    private final Map<String, String> given;
    private final List<String> sentences = new ArrayList<>();

    Parameters(Properties declared, Map<String, String> given) {
        this.declared = declared;
        this.given = given;
    }

    /**
     * The values by name: a text or a list.
     *
     * @throws InvalidParameters where one is missing, unknown or not allowed
     */
    Map<String, Value> resolve() {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String name : declared.names()) {
            declared.section(name).ifPresent(parameter -> resolve(name, parameter).ifPresent(v -> values.put(name, v)));
        }
        new TreeSet<>(given.keySet()).stream().filter(name -> !declared.has(name)).forEach(name -> sentences
                .add("There is no parameter " + name + "; the template has " + list(declared.names()) + "."));
        if (!sentences.isEmpty()) {
            throw new InvalidParameters(sentences);
        }
        return values;
    }

    private Optional<Value> resolve(String name, Properties parameter) {
        String type = parameter.oneOf("Type", "", TYPES);
        Optional<String> fallback = parameter.text("Default");
        Optional<String> value = Optional.ofNullable(given.get(name)).or(() -> fallback);
        boolean secret = parameter.flag("NoEcho", false);
        parameter.accept(Set.of("Description", "ConstraintDescription"));
        Rules rules = Rules.of(parameter);
        parameter.finish();
        if (value.isEmpty()) {
            sentences.add("The parameter " + name + " has no default: give it a value.");
            return Optional.empty();
        }
        List<String> parts = type.equals("String") || type.equals("Number") ? List.of(value.get())
                : Arrays.stream(value.get().split(",", -1)).map(String::strip).toList();
        for (String part : parts) {
            rules.broken(part, type).ifPresent(allowed -> sentences.add("The parameter " + name + " cannot be "
                    + (secret ? "what was given" : '"' + part + '"') + ": it takes " + allowed + "."));
        }
        return Optional.of(asValue(parts, type, parameter.line()));
    }

    private static Value asValue(List<String> parts, String type, int line) {
        return type.equals("String") || type.equals("Number") ? new Value.Text(parts.get(0), line)
                : new Value.Items(parts.stream().<Value>map(part -> new Value.Text(part, line)).toList(), line);
    }

    private static String list(Iterable<String> names) {
        String list = String.join(", ", names);
        return list.isEmpty() ? "none" : list;
    }

    /** What a parameter takes; each check says what is allowed where it is broken. */
    private record Rules(List<String> choices, Optional<String> pattern, Optional<Double> least, Optional<Double> most,
                         int shortest, int longest) {

        private static final Limits ANY = new Limits(Long.MIN_VALUE, Long.MAX_VALUE, 0);

        static Rules of(Properties parameter) {
            Optional<String> pattern = parameter.text("AllowedPattern");
            try {
                pattern.ifPresent(Pattern::compile);
            } catch (PatternSyntaxException e) {
                parameter.refuse(e.getDescription(), "AllowedPattern");
                pattern = Optional.empty();
            }
            return new Rules(parameter.texts("AllowedValues"), pattern,
                    parameter.number("MinValue", ANY), parameter.number("MaxValue", ANY),
                    parameter.integer("MinLength", new Limits(0, 4096, 0)),
                    parameter.integer("MaxLength", new Limits(0, 4096, 4096)));
        }

        Optional<String> broken(String value, String type) {
            Optional<String> broken = type.contains("Number") ? brokenByNumber(value) : brokenByText(value);
            return broken.or(() -> brokenByChoice(value));
        }

        private Optional<String> brokenByChoice(String value) {
            return choices.isEmpty() || choices.contains(value) ? Optional.empty()
                    : Optional.of("one of " + String.join(", ", choices));
        }

        private Optional<String> brokenByText(String value) {
            int length = value.codePointCount(0, value.length());
            if (length < shortest || length > longest) {
                return Optional.of(shortest + " to " + longest + " characters");
            }
            return pattern.filter(regex -> !value.matches(regex)).map(regex -> "what matches " + regex);
        }

        private Optional<String> brokenByNumber(String value) {
            try {
                double number = Double.parseDouble(value);
                boolean fits = number >= least.orElse(number) && number <= most.orElse(number);
                return fits ? Optional.empty() : Optional.of(range());
            } catch (NumberFormatException e) {
                return Optional.of(range());
            }
        }

        private String range() {
            return "a number" + least.map(from -> " from " + plain(from)).orElse("")
                    + most.map(to -> (least.isPresent() ? " to " : " up to ") + plain(to)).orElse("");
        }

        private static String plain(double number) {
            return new BigDecimal(number).stripTrailingZeros().toPlainString();
        }
    }
}
