package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.FunctionResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads functions.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">
 *     AWS::Serverless::Function</a>
 */
final class FunctionReader implements ResourceReader {

    static final String TYPE = "AWS::Serverless::Function";

    /** There is one version here, that of the template, under the alias as without it. */
    static final String ALIAS = "AutoPublishAlias";

    /** Lambda's, which takes no digits alone for they would be a version. */
    private static final Text ALIAS_NAME = new Text(Pattern.compile("(?!\\d+$)[A-Za-z0-9_-]{1,128}"),
            "letters, digits, - and _, but not digits alone");
    private static final Text HANDLER = new Text(Pattern.compile("\\S{1,128}"), "package.Class::method");
    private static final Text CODE = new Text(Pattern.compile("(?s).*\\S.*"), "a jar or a folder");
    private static final Limits MEMORY = new Limits(128, 10_240, 128);
    private static final Limits TIMEOUT = new Limits(1, 900, 3);
    private static final Limits CONCURRENCY = new Limits(1, 1600, 1);
    private static final Set<String> RUNTIMES = Set.of("java11", "java17", "java21", "java25");

    /** @param meant what there is, for whoever wrote something else */
    private record Text(Pattern pattern, String meant) {
    }

    private final Path folder;
    private final EventReader events;
    private final Draft draft;
    private final Problems problems;

    /** @param folder the template's: code is found from there */
    FunctionReader(Path folder, EventReader events, Draft draft, Problems problems) {
        this.folder = folder;
        this.events = events;
        this.draft = draft;
        this.problems = problems;
    }

    @Override
    public void read(Resource resource, Properties properties) {
        properties.accept(Inert.FUNCTION).text("FunctionName");
        requireMatch(properties, ALIAS, ALIAS_NAME);
        properties.oneOf("PackageType", "Zip", Set.of("Zip"));
        Path code = folder.resolve(properties.text("CodeUri").orElse(".")).normalize();
        requireMatch(properties, "CodeUri", CODE);
        String handler = properties.required("Handler");
        requireMatch(properties, "Handler", HANDLER);
        String runtime = properties.oneOf("Runtime", "", RUNTIMES);
        Duration timeout = properties.seconds("Timeout", TIMEOUT);
        draft.functions.add(new FunctionResource(resource.id(), code, handler, runtime,
                properties.integer("MemorySize", MEMORY), timeout, environment(properties),
                maxConcurrency(resource), isRecursive(properties)));
        properties.section("Events").ifPresent(section -> section.names().forEach(name ->
                section.section(name).ifPresent(event -> events.read(resource, name, event))));
    }

    private static void requireMatch(Properties properties, String name, Text wanted) {
        properties.text(name).filter(text -> !wanted.pattern().matcher(text).matches())
                .ifPresent(text -> properties.refuse((text.isBlank() ? "that is empty" : text) + " (there is: "
                        + wanted.meant() + ")", name));
    }

    /**
     * What {@code Metadata} says to this emulator alone.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_LambdaManagedInstancesCapacityProviderConfig.html">
     *     PerExecutionEnvironmentMaxConcurrency</a>
     */
    private int maxConcurrency(Resource resource) {
        Properties emulator = new Properties(resource.metadata(), resource.id(), problems).sectionOrEmpty("Emulator");
        int most = emulator.integer("PerExecutionEnvironmentMaxConcurrency", CONCURRENCY);
        emulator.finish();
        return most;
    }

    private static boolean isRecursive(Properties properties) {
        return properties.oneOf("RecursiveLoop", "Terminate", Set.of("Allow", "Terminate")).equals("Allow");
    }

    private static Map<String, String> environment(Properties properties) {
        Properties environment = properties.sectionOrEmpty("Environment");
        Map<String, String> variables = environment.sectionOrEmpty("Variables").map();
        environment.finish();
        return variables;
    }
}
