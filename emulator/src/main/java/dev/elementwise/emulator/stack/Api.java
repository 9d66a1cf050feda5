package dev.elementwise.emulator.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A REST API of API Gateway.
 *
 * @param id logical id
 * @param stage the stage's name
 * @param routes in the template's order; which one serves a request is API Gateway's rule: the most specific
 * @param apiKeys the keys that its usage plans let in
 * @param ratePerSecond requests a second, none for the account's limit
 * @param burst the token bucket's size
 * @param gatewayResponses what the gateway itself answers, by response type such as {@code INVALID_API_KEY}
 */
public record Api(String id, String stage, List<Route> routes, List<ApiKey> apiKeys, OptionalDouble ratePerSecond,
                  OptionalDouble burst, Map<String, GatewayResponse> gatewayResponses) {

    public Api {
        routes = List.copyOf(routes);
        apiKeys = List.copyOf(apiKeys);
        gatewayResponses = Map.copyOf(gatewayResponses);
    }

    /**
     * @param method upper case, or {@code ANY}
     * @param path such as {@code /jobs/{id}} or {@code /{proxy+}}
     * @param function logical id
     */
    public record Route(String method, String path, String function, boolean apiKeyRequired) {
    }

    /** @param value what callers send in {@code x-api-key} */
    public record ApiKey(String id, String value) {
    }

    /**
     * @param status the template's, or the response type's own
     * @param headers names and values without the quotes
     * @param body template for JSON clients, with {@code $context} variables
     */
    public record GatewayResponse(Optional<Integer> status, Map<String, String> headers, Optional<String> body) {
        public GatewayResponse {
            headers = Map.copyOf(headers);
        }
    }
}
