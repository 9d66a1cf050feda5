package dev.elementwise.emulator.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A REST API of API Gateway.
 *
 * @param id logical id
 * @param physicalId what a {@code Ref} of it gives
 * @param stage the API's only stage
 * @param routes in the template's order; which one serves a request is API Gateway's rule: the most specific
 * @param apiKeys the keys that its usage plans let in
 * @param throttle the bucket that all callers share
 * @param binaryMediaTypes content types whose bodies travel as base64, such as {@code image/*}
 * @param gatewayResponses what the gateway itself answers, by response type such as {@code INVALID_API_KEY}
 */
public record Api(String id, String physicalId, Stage stage, List<Route> routes, List<ApiKey> apiKeys,
                  Throttle throttle, List<String> binaryMediaTypes, Map<String, GatewayResponse> gatewayResponses) {

    public Api {
        routes = List.copyOf(routes);
        apiKeys = List.copyOf(apiKeys);
        binaryMediaTypes = List.copyOf(binaryMediaTypes);
        gatewayResponses = Map.copyOf(gatewayResponses);
    }

    /** A deployment of the API; the variables are handed to functions in every event. */
    public record Stage(String name, Map<String, String> variables) {
        public Stage {
            variables = Map.copyOf(variables);
        }
    }

    /**
     * @param method upper case, or {@code ANY}
     * @param path such as {@code /jobs/{id}} or {@code /{proxy+}}
     * @param function logical id
     * @param timeout how long the gateway waits for the function, 50 ms to 29 s
     */
    public record Route(String method, String path, String function, boolean apiKeyRequired, Duration timeout) {
    }

    /**
     * @param value what callers send in {@code x-api-key}
     * @param throttle the usage plan's bucket for this key
     */
    public record ApiKey(String id, String value, Optional<Throttle> throttle) {
    }

    /**
     * A token bucket.
     *
     * @param ratePerSecond tokens that come back in a second
     * @param burst how many it holds
     */
    public record Throttle(double ratePerSecond, double burst) {

        /**
         * What an account has in a region where nothing else is set.
         *
         * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">
         *     API Gateway quotas</a>
         */
        public static final Throttle ACCOUNT = new Throttle(10_000, 5_000);
    }

    /**
     * @param status the template's, or the response type's own
     * @param headers names and values without the quotes
     * @param body template for JSON clients, with {@code $context} variables
     */
    public record GatewayResponse(Optional<Integer> status, Map<String, String> headers, Optional<String> body) {

        /**
         * The types there are.
         *
         * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
         *     Gateway response types</a>
         */
        public static final Set<String> TYPES = Set.of("ACCESS_DENIED", "API_CONFIGURATION_ERROR",
                "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE", "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS",
                "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT",
                "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED",
                "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE",
                "WAF_FILTERED");

        /** The variables that a body may have, written {@code $context.name}. */
        public static final Set<String> VARIABLES = Set.of("error.message", "error.messageString",
                "error.responseType", "requestId", "extendedRequestId", "requestTime", "requestTimeEpoch", "path",
                "resourcePath", "httpMethod", "protocol", "stage", "apiId", "accountId", "domainName",
                "identity.sourceIp", "identity.userAgent");

        public GatewayResponse {
            headers = Map.copyOf(headers);
        }
    }
}
