package dev.elementwise.emulator.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a template's file: YAML 1.1, which CloudFormation speaks, and JSON with it. */
final class TemplateParser {

    private static final String WHERE = "the template";

    /** Far from what people write; the parser's own limit, 50, is not. CloudFormation has none but the file's size. */
    private static final int ALIASES = 1000;

    private final Problems problems;

    TemplateParser(Problems problems) {
        this.problems = problems;
    }

    Value.Fields parse(Path template) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(ALIASES);
        try (Reader reader = Files.newBufferedReader(template)) {
            Node root = new Composer(new ParserImpl(new StreamReader(reader), options), new Resolver(), options)
                    .getSingleNode();
            if (root != null && new TreeBuilder(problems).build(root, WHERE) instanceof Value.Fields sections) {
                return sections;
            }
            problems.add("a template is a mapping", WHERE, 1);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add("not YAML: " + e.getProblem(), WHERE, line);
        } catch (YAMLException e) { // what the file's reader says, such as of bytes that are no UTF-8
            throw new IOException("the template " + template + " can't be read as text", e);
        }
        return new Value.Fields(Map.of(), 1);
    }
}
