package dev.elementwise.schema;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keyword {@code pattern}, whose expressions are those of ECMA-262 (JSON Schema Core 2020-12, section 6.4).
 *
 * <p>Two things mean something else in Java and are translated: {@code $}, which in Java also matches before a line end
 * that comes last, so that {@code ^[0-9]+$} would take {@code "12\n"}; and {@code [} in a class, which opens another.
 */
final class EcmaPattern implements EvaluatorFactory {

    static Pattern compile(String expression) {
        StringBuilder java = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                java.append(c).append(expression.charAt(++i));
            } else {
                java.append(translated(c, inClass));
                inClass = inClass ? c != ']' : c == '[';
            }
        }
        return Pattern.compile(java.toString());
    }

    private static String translated(char c, boolean inClass) {
        if (c == '$' && !inClass) {
            return "\\z";
        }
        return c == '[' && inClass ? "\\[" : String.valueOf(c);
    }

    /** Takes the keyword over from the library. */
    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode operand) {
        if (!keyword.equals("pattern") || !operand.isString()) {
            return Optional.empty();
        }
        Pattern pattern = compile(operand.asString());
        return Optional.of((evaluation, node) -> !node.isString() || pattern.matcher(node.asString()).find()
            ? Evaluator.Result.success() : Evaluator.Result.failure("Does not match the pattern"));
    }
}
