package dev.elementwise.runtime;

import java.util.Map;

/**
 * What Lambda tells a function about itself.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda environment
 *     variables</a>
 */
record FunctionSettings(String handler, String name, String version, int memoryMegabytes, String logGroup,
                        String logStream, int maxConcurrency) {

    static FunctionSettings of(Map<String, String> environment) {
        String name = environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
        return new FunctionSettings(environment.getOrDefault("_HANDLER", ""), name,
                environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")),
                environment.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name),
                environment.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
                Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_MAX_CONCURRENCY", "1")));
    }
}
