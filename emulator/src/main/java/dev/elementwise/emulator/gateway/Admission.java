package dev.elementwise.emulator.gateway;

import dev.elementwise.emulator.stack.Api;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets requests in: asks for the API key where the route does, then throttles. Safe for use by several threads. */
final class Admission {

    private final Api api;
    private final TokenBucket shared;
    private final Map<String, TokenBucket> ofKeys = new HashMap<>();

    Admission(Api api, Clock clock) {
        this.api = api;
        this.shared = new TokenBucket(api.throttle(), clock);
        api.apiKeys().forEach(key -> key.throttle()
                .ifPresent(throttle -> ofKeys.put(key.id(), new TokenBucket(throttle, clock))));
    }

    /**
     * The caller's key, where the route asks for one.
     *
     * @throws Refusal for a missing or wrong key, and where an empty bucket says no
     */
    Optional<Api.ApiKey> admit(Api.Route route, Headers headers) throws Refusal {
        Optional<Api.ApiKey> key = route.apiKeyRequired() ? Optional.of(key(headers)) : Optional.empty();
        TokenBucket own = key.map(present -> ofKeys.get(present.id())).orElse(null);
        if (own != null && !own.take() || !shared.take()) {
            throw new Refusal(GatewayError.THROTTLED, "no token in the bucket");
        }
        return key;
    }

    private Api.ApiKey key(Headers headers) throws Refusal {
        byte[] sent = headers.find("x-api-key").orElse("").getBytes(StandardCharsets.UTF_8);
        return api.apiKeys().stream()
                .filter(key -> MessageDigest.isEqual(key.value().getBytes(StandardCharsets.UTF_8), sent)).findFirst()
                .orElseThrow(() -> new Refusal(GatewayError.INVALID_API_KEY, "no valid x-api-key"));
    }
}
