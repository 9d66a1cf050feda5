package dev.elementwise.emulator.gateway;

import dev.elementwise.emulator.stack.Api;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway knows of a request: the variables of {@code $context}.
 *
 * @param match the route, once there is one
 * @param key the caller's, where the route asks for one
 */
record Context(Api api, Request request, Optional<Router.Match> match, Optional<Api.ApiKey> key) {

    static final String ACCOUNT = "000000000000";
    static final String PROTOCOL = "HTTP/1.1";

    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    String requestTime() {
        return REQUEST_TIME.format(request.time());
    }

    String resourcePath() {
        return match.map(found -> found.route().path()).orElse("");
    }

    /** The variables that are texts, by name without {@code $context}. */
    Map<String, String> variables() {
        return Map.ofEntries(Map.entry("requestId", request.id()), Map.entry("extendedRequestId", request.id()),
                Map.entry("requestTime", requestTime()),
                Map.entry("requestTimeEpoch", Long.toString(request.time().toEpochMilli())),
                Map.entry("path", request.path()), Map.entry("resourcePath", resourcePath()),
                Map.entry("httpMethod", request.method()), Map.entry("protocol", PROTOCOL),
                Map.entry("stage", api.stage().name()), Map.entry("apiId", api.physicalId()),
                Map.entry("accountId", ACCOUNT), Map.entry("domainName", request.domainName()),
                Map.entry("identity.sourceIp", request.sourceIp()),
                Map.entry("identity.userAgent", request.userAgent()));
    }
}
