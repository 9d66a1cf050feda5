package dev.elementwise.compute;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a worker's child is started: this process's Java, code and environment, and the memory that it leaves free. Java
 * and code are those of the time at which this is made, for a task may change the system properties that tell them.
 * Immutable.
 */
final class ChildCommand {

    private static final int FIRST_HEAP_MEGABYTES = 16;
    private static final Pattern COLLECTOR = Pattern.compile("\\+Use\\w+GC");

    private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final String classPath;
    private final List<String> program;

    /** @param arguments what the program is given */
    ChildCommand(Class<?> program, List<String> arguments) {
        this.classPath = String.join(File.pathSeparator, classPath(program.getClassLoader()));
        this.program = Stream.concat(Stream.of(program.getName()), arguments.stream()).toList();
    }

    /** Children that are processes of their own. */
    static Isolation isolation(boolean withFaultTask) {
        ChildCommand command = new ChildCommand(ChildMain.class, List.of(Boolean.toString(withFaultTask)));
        return new Isolation() {
            @Override
            public Child start(int lanes) {
                return ChildProcess.start(command.withHeap(ChildMemory.ofThisFunction()));
            }

            @Override
            public Child startBeside() {
                return ChildProcess.start(command.withHeap(ChildMemory.besideOthers()));
            }
        };
    }

    ProcessBuilder withHeap(long megabytes) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(options(System.getenv(), megabytes));
        command.addAll(List.of("-cp", classPath));
        command.addAll(program);
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    }

    /**
     * What the command line has to say; all else is up to {@code JAVA_TOOL_OPTIONS}, which the child inherits. Polls
     * for safepoints in counted loops let a child whose worker was killed end in the midst of one.
     */
    private static List<String> options(Map<String, String> environment, long heapMegabytes) {
        List<String> options = new ArrayList<>();
        options.add("-Xms" + FIRST_HEAP_MEGABYTES + "m");
        options.add("-Xmx" + heapMegabytes + "m");
        options.add("-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors());
        if (!COLLECTOR.matcher(environment.getOrDefault("JAVA_TOOL_OPTIONS", "")).find()) {
            options.add("-XX:+UseSerialGC");
        }
        options.addAll(List.of("-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000",
            "-XX:+DisplayVMOutputToStderr", "-XX:+ErrorFileToStderr", "-XX:-CreateCoredumpOnCrash", "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8"));
        return options;
    }

    /**
     * Where this function's classes come from: on Lambda a class loader of the runtime's has them, elsewhere they are
     * on the class path.
     *
     * @see <a href="https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client">
     *     CustomerClassLoader in Lambda's Java runtime</a>
     */
    static List<String> classPath(ClassLoader ours) {
        Set<String> paths = new LinkedHashSet<>();
        for (ClassLoader loader = ours; loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader known) {
                for (URL url : known.getURLs()) {
                    paths.add(path(url));
                }
            }
        }
        paths.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        return List.copyOf(paths);
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class loader has its classes from " + url, e);
        }
    }
}
