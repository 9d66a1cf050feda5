package dev.elementwise.acceptance.http;

import java.net.URI;
import java.util.Optional;

/** A system that runs already, as the system properties {@code elementwise.url} and its like tell. */
record GivenTarget(URI url, Optional<String> apiKey, Optional<String> host) implements Target {

    static Optional<Target> find() {
        return property("elementwise.url").map(url ->
            new GivenTarget(URI.create(url), property("elementwise.api-key"), property("elementwise.host")));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public void close() {
        // whoever started it ends it
    }
}
