package dev.elementwise.emulator.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes values of YAML's nodes: aliases and merge keys followed, functions known in both forms.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">Formats</a>
 */
final class TreeBuilder {

    /** The functions that there are here, by their long names. */
    private static final Set<String> INTRINSICS = Set.of("Ref", "Condition", "Fn::Sub", "Fn::GetAtt", "Fn::If",
            "Fn::FindInMap", "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Fn::Join", "Fn::Select", "Fn::Split",
            "Fn::Base64");

    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    TreeBuilder(Problems problems) {
        this.problems = problems;
    }

    /** @param where names what is wrong with the root itself */
    Value build(Node root, String where) {
        return convert(root, where, 0);
    }

    /** @param depth 0 for the template, 1 for its sections, 2 for what is named in them */
    private Value convert(Node node, String where, int depth) {
        if (!open.add(node)) {
            return problems.add("an alias inside of what it stands for", where, line(node));
        }
        Value value = tagged(node, where, depth);
        open.remove(node);
        return value;
    }

    private Value tagged(Node node, String where, int depth) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node, where, depth);
        }
        String name = tag.equals("!Ref") || tag.equals("!Condition") ? tag.substring(1) : "Fn::" + tag.substring(1);
        return intrinsic(name, plain(node, where, depth), where, line(node));
    }

    private Value intrinsic(String name, Value argument, String where, int line) {
        return INTRINSICS.contains(name) ? new Value.Intrinsic(name, argument, line)
                : problems.add("the function " + name, where, line);
    }

    private Value plain(Node node, String where, int depth) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item, where, depth + 1)));
            return new Value.Items(items, line(node));
        }
        return mapping((MappingNode) node, where, depth);
    }

    private static Value scalar(ScalarNode scalar) {
        int line = line(scalar);
        if (scalar.getTag().equals(Tag.NULL)) {
            return new Value.Nothing(line);
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            boolean yes = Set.of("yes", "true", "on").contains(scalar.getValue().toLowerCase(Locale.ROOT));
            return new Value.Text(Boolean.toString(yes), line);
        }
        return new Value.Text(scalar.getValue(), line);
    }

    private Value mapping(MappingNode node, String where, int depth) {
        Map<String, Value> own = new LinkedHashMap<>();
        Map<String, Value> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(convert(tuple.getValueNode(), where, depth), merged, where, line(tuple.getKeyNode()));
            } else {
                field(tuple, own, where, depth);
            }
        }
        merged.forEach(own::putIfAbsent);
        return longForm(new Value.Fields(own, line(node)), where);
    }

    private void field(NodeTuple tuple, Map<String, Value> fields, String where, int depth) {
        int line = line(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add("a key that is not a scalar", where, line);
            return;
        }
        String name = key.getValue();
        Value value = convert(tuple.getValueNode(), depth < 2 ? name : where, depth + 1);
        if (fields.put(name, Value.at(value, line)) != null) {
            problems.add("the key " + name + " a second time", where, line);
        }
    }

    private void merge(Value value, Map<String, Value> merged, String where, int line) {
        if (value instanceof Value.Fields fields) {
            fields.fields().forEach(merged::putIfAbsent);
        } else if (value instanceof Value.Items items) {
            items.items().forEach(item -> merge(item, merged, where, line));
        } else {
            problems.add("a merge key whose value is not a mapping", where, line);
        }
    }

    /** {@code Condition} is a name of its own in resources and policies: only conditions read it as a function. */
    private Value longForm(Value.Fields value, String where) {
        if (value.fields().size() != 1) {
            return value;
        }
        Map.Entry<String, Value> only = value.fields().entrySet().iterator().next();
        boolean function = only.getKey().equals("Ref") || only.getKey().startsWith("Fn::");
        return function ? intrinsic(only.getKey(), only.getValue(), where, value.line()) : value;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
