package dev.elementwise.emulator.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function.
 *
 * @param id logical id in the template
 * @param code where its code is: a jar, a folder as Lambda unpacks it, or a Maven project that has been packaged
 * @param handler {@code package.Class::method} or {@code package.Class}
 * @param runtime such as {@code java25}
 * @param memoryMegabytes 128 to 10,240
 * @param environment the template's variables, resolved
 * @param maxConcurrency how many invocations one execution environment serves at a time, 1 to 1,600
 * @param recursive whether it may be called by what it sends, however often
 */
public record FunctionResource(String id, Path code, String handler, String runtime, int memoryMegabytes,
                               Duration timeout, Map<String, String> environment, int maxConcurrency,
                               boolean recursive) {

    public FunctionResource {
        environment = Map.copyOf(environment);
    }

    /**
     * How many vCPUs Lambda gives at this memory: one at 1,769 MB, at most six.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Configure Lambda memory</a>
     */
    public double vcpus() {
        return Math.min(6, memoryMegabytes / 1769.0);
    }
}
