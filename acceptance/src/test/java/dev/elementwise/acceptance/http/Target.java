package dev.elementwise.acceptance.http;

import java.net.URI;
import java.util.Optional;

/**
 * Where a deployment of {@code template.yaml} answers, started with {@code FaultTask=on} and
 * {@code ElementTimeLimit=30}. A module that tests another place than the emulator provides one as a service, by
 * {@link java.util.ServiceLoader}; it is closed after the last test.
 */
public interface Target extends AutoCloseable {

    /** The API's address with its stage, where there is one. */
    URI url();

    /** The API key, where one is needed. */
    default Optional<String> apiKey() {
        return Optional.empty();
    }

    /** What the header {@code Host} has to be, where it is not the address's. */
    default Optional<String> host() {
        return Optional.empty();
    }

    /** How many callers at once it is good for; each may cost it a function's container, and a start of that. */
    default int callers() {
        return 32;
    }

    @Override
    void close();
}
