package dev.elementwise.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** An HTTP request; sending it twice does what sending it once does, for a POST carries its idempotency key. */
record Request(String method, URI address, Map<String, String> headers, Optional<byte[]> body) {

    Request {
        headers = Map.copyOf(headers);
    }

    static Request get(URI address, Map<String, String> headers) {
        return new Request("GET", address, headers, Optional.empty());
    }

    static Request delete(URI address) {
        return new Request("DELETE", address, Map.of(), Optional.empty());
    }
}
