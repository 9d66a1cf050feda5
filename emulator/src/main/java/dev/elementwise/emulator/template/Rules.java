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
    private final Problems problems;

    Rules(Value.Fields declared, Conditions conditions, Problems problems) {
        this.declared = new Properties(declared, "Rules", problems);
        this.conditions = conditions;
        this.problems = problems;
    }

    /** @throws InvalidParameters with what each assertion says that does not hold */
    void check() {
        List<String> sentences = new ArrayList<>();
        declared.names().forEach(name -> declared.section(name).ifPresent(rule -> check(name, rule, sentences)));
        // what a rule asks for may be among what is not emulated, and then it only seems not to hold
        if (!sentences.isEmpty() && problems.areNone()) {
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
