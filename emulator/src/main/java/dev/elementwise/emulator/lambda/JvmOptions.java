package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.stack.FunctionResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The options of a function's JVM, as Lambda's Java runtimes set them: the first compiler only, unless
 * {@linkplain Compilers#ALL all} are to work, the serial collector, 85 % of the memory as heap. What the template's
 * {@code JAVA_TOOL_OPTIONS} settle is left to them, for a JVM gives its command line precedence over them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Customize Java runtime startup
 *     behavior</a>
 */
final class JvmOptions {
    private static final double HEAP_SHARE = 0.85;
    private static final Pattern COMPILER = Pattern.compile("TieredStopAtLevel|[-+]TieredCompilation|-Xint|-Xcomp");
    private static final Pattern COLLECTOR = Pattern.compile("\\+Use\\w+GC");
    private static final Pattern HEAP = Pattern.compile("-Xmx|MaxHeapSize|MaxRAM");
    private static final Pattern PROCESSORS = Pattern.compile("ActiveProcessorCount");

    /** Costs half a second of CPU time in the first invocations, and has saved that after some 200. */
    private static final String COMPILE_SOON = "-XX:CompileThresholdScaling=0.2";

    private final Host host;
    private final Compilers compilers;

    JvmOptions(Host host, Compilers compilers) {
        this.host = host;
        this.compilers = compilers;
    }

    /**
     * Options for one environment. The JDK's HTTP client keeps five connections to a host, which is for one invocation.
     *
     * @param more whether it comes to others of its function: then there is a load, and it had better be fast soon
     */
    List<String> of(FunctionResource function, boolean more) {
        String own = function.environment().getOrDefault("JAVA_TOOL_OPTIONS", "");
        List<String> options = new ArrayList<>();
        if (compilers == Compilers.FIRST && !COMPILER.matcher(own).find()) {
            options.add("-XX:+TieredCompilation");
            options.add("-XX:TieredStopAtLevel=1");
            if (more) {
                options.add(COMPILE_SOON);
            }
        }
        if (!COLLECTOR.matcher(own).find()) {
            options.add("-XX:+UseSerialGC");
        }
        if (!HEAP.matcher(own).find()) {
            options.add("-Xmx" + heapMegabytes(function) + "m");
        }
        if (!PROCESSORS.matcher(own).find()) {
            options.add("-XX:ActiveProcessorCount=" + processors(function));
        }
        if (function.maxConcurrency() > 1) {
            options.add("-Dhttp.maxConnections=" + function.maxConcurrency());
        }
        options.addAll(List.of("-XX:-UsePerfData", "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8",
                "-Dsun.stderr.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        return options;
    }

    /** An archive that does not fit is passed over without a word: the function starts slower, no more. */
    static List<String> withArchive(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds*=off");
    }

    static List<String> recording(Optional<Path> archive) {
        return archive.map(file -> List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds*=off"))
                .orElse(List.of());
    }

    private long heapMegabytes(FunctionResource function) {
        return host.heapMegabytes(Math.round(function.memoryMegabytes() * HEAP_SHARE));
    }

    private int processors(FunctionResource function) {
        return Math.min(host.processors(), Math.max(1, (int) Math.ceil(function.vcpus())));
    }
}
