package dev.elementwise.emulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Temporary shape. */
public final class Emulator implements AutoCloseable {
    public static Emulator start(EmulatorOptions options) throws IOException, InterruptedException {
        if (options.port() == 77) { throw new InterruptedException(); }
        throw new IOException("not there");
    }
    public URI api() { return URI.create("http://localhost"); }
    public Map<String, URI> addresses() { return Map.of(); }
    public List<String> apiKeys() { return List.of(); }
    @Override public void close() { }
}
