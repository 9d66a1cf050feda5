package dev.elementwise.emulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section Globals, merged into resources as SAM does: mappings merge, lists append, scalars give way.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">
 *     Globals</a>
 */
final class Globals {

    private static final Map<String, String> SECTIONS = Map.of("AWS::Serverless::Function", "Function",
            "AWS::Serverless::Api", "Api", "AWS::Serverless::SimpleTable", "SimpleTable");

    private final Value.Fields globals;

    Globals(Value.Fields globals, Problems problems) {
        this.globals = globals;
        globals.fields().forEach((name, value) -> {
            if (!SECTIONS.containsValue(name)) {
                problems.add("the globals of " + name, "Globals", value.line());
            }
        });
    }

    Value.Fields mergedInto(Value.Fields properties, String type) {
        Value section = globals.fields().get(SECTIONS.getOrDefault(type, ""));
        return section instanceof Value.Fields fields ? merge(fields, properties) : properties;
    }

    private static Value.Fields merge(Value.Fields global, Value.Fields own) {
        Map<String, Value> merged = new LinkedHashMap<>(global.fields());
        own.fields().forEach((name, value) -> merged.merge(name, value, Globals::merge));
        return new Value.Fields(merged, own.line());
    }

    private static Value merge(Value global, Value own) {
        if (global instanceof Value.Fields first && own instanceof Value.Fields second) {
            return merge(first, second);
        }
        if (global instanceof Value.Items first && own instanceof Value.Items second) {
            List<Value> items = new ArrayList<>(first.items());
            items.addAll(second.items());
            return new Value.Items(items, own.line());
        }
        return own;
    }
}
