package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.stack.FunctionResource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A function's environment variables: those of Lambda, then the template's, and nothing of the user's own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda environment
 *     variables</a>
 */
final class FunctionVariables {
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";

    private FunctionVariables() {
    }

    static Map<String, String> of(FunctionResource function, String runtimeApi, Path taskRoot) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_SESSION_TOKEN", "local");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.id());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("TZ", ":UTC");
        variables.put("LANG", "en_US.UTF-8");
        variables.putAll(function.environment());
        variables.put("_HANDLER", function.handler());
        if (function.maxConcurrency() > 1) {
            variables.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(function.maxConcurrency()));
        }
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        return variables;
    }

    /** @param function logical id */
    static String arn(String function) {
        return "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + function;
    }
}
