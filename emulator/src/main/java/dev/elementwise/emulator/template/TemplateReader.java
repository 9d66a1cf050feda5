package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads SAM templates into stacks. Whatever a template says is either in the stack, or on the short list of what has no
 * effect here, or refused. Safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html">
 *     SAM specification</a>
 */
public final class TemplateReader {

    private final Deployment deployment;

    public TemplateReader(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Reads a template.
     *
     * @param parameters values by parameter; the defaults stand for those left out
     * @throws IOException if the file cannot be read
     * @throws InvalidParameters if a value is missing, unknown or not allowed
     * @throws UnsupportedTemplate if the template asks for something that is not emulated, with all that is so
     */
    public Stack read(Path template, Map<String, String> parameters) throws IOException {
        return read(template, parameters, Map.of());
    }

    /**
     * As {@link #read(Path, Map)}, with values for parameters that the template may declare.
     *
     * @param preferences counts where the parameter is declared and {@code parameters} does not have it
     */
    public Stack read(Path template, Map<String, String> parameters, Map<String, String> preferences)
            throws IOException {
        try {
            return stack(template, parameters, preferences);
        } catch (UnsupportedTemplate refused) {
            throw new Causes(parameters, others -> stack(template, others, preferences)).nameIn(refused, template);
        }
    }

    private Stack stack(Path template, Map<String, String> parameters, Map<String, String> preferences)
            throws IOException {
        Problems problems = new Problems(template);
        Sections sections = Sections.of(new TemplateParser(problems).parse(template), problems);
        Map<String, String> given = new LinkedHashMap<>(preferences);
        given.keySet().retainAll(sections.parameters().fields().keySet());
        given.putAll(parameters);
        Map<String, Value> symbols = new LinkedHashMap<>(pseudoParameters());
        symbols.putAll(new Parameters(new Properties(sections.parameters(), "Parameters", problems), given)
                .resolve());
        Map<String, Resource> resources = new LinkedHashMap<>();
        Resolver resolver = new Resolver(symbols, sections, resources, deployment, problems);
        new Rules(sections.rules(), resolver.conditions(), problems).check();
        collect(sections, resolver, resources, problems);
        Draft draft = new Draft();
        readers(template, resolver, draft, problems).read(resources, resolver, problems);
        refuseShortVisibility(draft, resources, problems);
        List<Stack.Output> outputs = outputs(sections.outputs(), resolver, problems);
        problems.throwIfAny();
        return draft.finish(deployment.stackName(), outputs);
    }

    private Map<String, Value> pseudoParameters() {
        String stack = deployment.stackName();
        return Map.of("AWS::Region", text(deployment.region()),
                "AWS::AccountId", text(deployment.accountId()),
                "AWS::Partition", text("aws"),
                "AWS::URLSuffix", text("amazonaws.com"),
                "AWS::StackName", text(stack),
                "AWS::StackId", text(deployment.arn("cloudformation", "stack/" + stack + "/local")),
                "AWS::NoValue", new Value.Nothing(0));
    }

    private static Value text(String text) {
        return new Value.Text(text, 0);
    }

    private static void collect(Sections sections, Resolver resolver, Map<String, Resource> resources,
                                Problems problems) {
        Catalogue catalogue = new Catalogue(new Globals(sections.globals(), problems), problems);
        resolver.conditions().check();
        catalogue.collect(sections.resources(), resolver.conditions(), resources);
        if (Catalogue.needsImplicitApi(resources)) {
            resources.putIfAbsent(EventReader.IMPLICIT_API, catalogue.implicitApi(sections.resources().line()));
        }
    }

    private static Readers readers(Path template, Resolver resolver, Draft draft, Problems problems) {
        References references = resolver.references();
        Path folder = template.toAbsolutePath().normalize().getParent();
        ResourceReader keys = new KeyReader(references, draft);
        ResourceReader tables = new TableReader(references, draft);
        return new Readers(Map.of(
                FunctionReader.TYPE, new FunctionReader(folder, new EventReader(references, draft), draft, problems),
                QueueReader.TYPE, new QueueReader(references, draft),
                "AWS::DynamoDB::Table", tables,
                "AWS::Serverless::SimpleTable", tables,
                "AWS::Serverless::Api", new ApiReader(references, draft),
                "AWS::ApiGateway::ApiKey", keys,
                "AWS::ApiGateway::UsagePlan", keys,
                "AWS::ApiGateway::UsagePlanKey", keys));
    }

    /**
     * Lambda takes no queue whose messages come back while the function may still be at them.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configure a queue</a>
     */
    private static void refuseShortVisibility(Draft draft, Map<String, Resource> resources, Problems problems) {
        draft.mappings.forEach(mapping -> draft.functions.stream()
                .filter(function -> function.id().equals(mapping.function()))
                .forEach(function -> draft.queues.stream().filter(queue -> queue.id().equals(mapping.queue()))
                        .filter(queue -> queue.visibilityTimeout().compareTo(function.timeout()) < 0)
                        .forEach(queue -> problems.add("a VisibilityTimeout below the Timeout of " + function.id(),
                                queue.id(), resources.get(queue.id()).line()))));
    }

    private static List<Stack.Output> outputs(Value.Fields section, Resolver resolver, Problems problems) {
        List<Stack.Output> outputs = new ArrayList<>();
        new Properties(section, "Outputs", problems).names().forEach(name -> {
            if (section.fields().get(name) instanceof Value.Fields output && isWanted(output, name, resolver)) {
                Properties properties = new Properties(resolver.resolve(output, name), name, problems)
                        .accept(Set.of("Condition", "Export"));
                outputs.add(new Stack.Output(name, properties.text("Description"), properties.required("Value")));
                properties.finish();
            }
        });
        return outputs;
    }

    private static boolean isWanted(Value.Fields output, String name, Resolver resolver) {
        return !(output.fields().get("Condition") instanceof Value.Text condition)
                || resolver.conditions().holds(condition.text(), name, output.line());
    }
}
