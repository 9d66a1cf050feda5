package dev.elementwise.emulator.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Which values parameters may have together: the section Rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html">Rules</a>
 */
final class Rules {

    private final Properties declared;
    private final Conditions conditions;

    Rules(Properties declared, Conditions conditions) {
        this.declared = declared;
        this.conditions = conditions;
    }

    /** @throws InvalidParameters with what each assertion says that does not hold */
    void check() {
        List<String> sentences = new ArrayList<>();
        declared.names().forEach(name -> declared.section(name).ifPresent(rule -> check(name, rule, sentences)));
        if (!sentences.isEmpty()) {
            throw new InvalidParameters(sentences);
        }
    }

    private void check(String name, Properties rule, List<String> sentences) {
        boolean applies = rule.value("RuleCondition").map(condition -> conditions.test(condition, name)).orElse(true);
        for (Properties assertion : rule.sections("Assertions")) {
            boolean holds = assertion.value("Assert").map(condition -> conditions.test(condition, name)).orElse(true);
            String sentence = assertion.text("AssertDescription").orElse("it does not say why");
            assertion.finish();
            if (applies && !holds) {
                sentences.add("The parameters are against the rule " + name + ": " + sentence + ".");
            }
        }
        rule.finish();
    }
}
