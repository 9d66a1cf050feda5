package dev.elementwise.emulator.lambda;

import java.util.Map;
import java.util.function.Consumer;

/**
 * How functions are run.
 *
 * @param environment variables that every function gets besides its own, such as {@code AWS_ENDPOINT_URL_SQS}
 * @param limits the most execution environments by function's logical id; {@value #DEFAULT_LIMIT} for the others
 * @param cache where the runtime and the class-data archives are kept
 * @param archives whether class-data archives are used, made, or left alone
 * @param compilers which compilers work for functions that leave it open
 * @param log takes a function's output line by line, with the function's name in front; called by several threads
 */
public record LambdaSettings(Map<String, String> environment, Map<String, Integer> limits, CacheFolder cache,
                             ArchiveMode archives, Compilers compilers, Consumer<String> log) {

    /** The most execution environments of a function that has no limit of its own. */
    public static final int DEFAULT_LIMIT = 16;

    public LambdaSettings {
        environment = Map.copyOf(environment);
        limits = Map.copyOf(limits);
    }

    int limit(String function) {
        return Math.max(1, limits.getOrDefault(function, DEFAULT_LIMIT));
    }
}
