package dev.elementwise.localstack;

import dev.elementwise.acceptance.http.Target;
import java.net.URI;
import java.util.Optional;

/** The API that is deployed to LocalStack. */
public final class LocalStackTarget implements Target {

    private final Deployment deployment = Deployment.shared();

    @Override
    public URI url() {
        return deployment.url();
    }

    @Override
    public Optional<String> apiKey() {
        return Optional.empty();
    }

    @Override
    public Optional<String> host() {
        return Optional.of(deployment.host());
    }

    /** As many function containers as a small machine starts within LocalStack's patience. */
    @Override
    public int callers() {
        return 4;
    }

    @Override
    public void close() {
        // it ends with this JVM, for other tests share it
    }
}
