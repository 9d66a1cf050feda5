package dev.elementwise.acceptance.http;

import dev.elementwise.acceptance.parts.LocalEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** The embedded emulator, started for the tests. */
public record EmulatorTarget(LocalEmulator emulator) implements Target {

    private static final Map<String, String> PARAMETERS =
        Map.of("FaultTask", "on", "ApiKeyRequired", "false", "ElementTimeLimit", "30", "ComputeMemory", "3538");

    public static EmulatorTarget start() {
        try {
            return new EmulatorTarget(LocalEmulator.start(PARAMETERS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the emulator started", e);
        }
    }

    @Override
    public URI url() {
        return emulator.api();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
