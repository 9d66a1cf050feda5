package dev.elementwise.model;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what the engine tells of thousands of crashes from the log; not where a single seed is replayed. */
final class Silence implements BeforeAllCallback, AfterAllCallback {

    private final PrintStream errors = System.err;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (Long.getLong("model.seed") == null) {
            System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.setErr(errors);
    }
}
