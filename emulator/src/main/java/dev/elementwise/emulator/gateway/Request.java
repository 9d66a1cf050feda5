package dev.elementwise.emulator.gateway;

import java.time.Instant;

/**
 * A request as it came in.
 *
 * @param id what {@code x-amzn-RequestId} tells the caller
 * @param path as it is in the request line, percent-encoded
 * @param query percent-encoded, empty where there is none
 */
record Request(String id, String method, String path, String query, Headers headers, byte[] body, String sourceIp,
               Instant time) {

    String userAgent() {
        return headers.find("User-Agent").orElse("");
    }

    String domainName() {
        return headers.find("Host").orElse("localhost");
    }
}
