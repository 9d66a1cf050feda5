package dev.elementwise.emulator;

import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.stack.Stack;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment variables by which the SDKs find queues and tables.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
 *     endpoints</a>
 */
final class Variables {

    private Variables() {
    }

    static Map<String, String> endpoints(URI queues, URI tables) {
        return Map.of("AWS_ENDPOINT_URL_SQS", queues.toString(), "AWS_ENDPOINT_URL_DYNAMODB", tables.toString());
    }

    /** Each function's own variables and the endpoints, sorted by name. */
    static Map<String, Map<String, String>> of(Stack stack, Map<String, String> endpoints) {
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        for (FunctionResource function : stack.functions()) {
            Map<String, String> all = new TreeMap<>(function.environment());
            all.putAll(endpoints);
            variables.put(function.id(), all);
        }
        return variables;
    }
}
