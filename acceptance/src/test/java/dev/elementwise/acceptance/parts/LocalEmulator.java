package dev.elementwise.acceptance.parts;

import dev.elementwise.emulator.Emulator;
import dev.elementwise.emulator.EmulatorOptions;
import dev.elementwise.emulator.Extent;
import dev.elementwise.emulator.lambda.ArchiveMode;
import dev.elementwise.emulator.lambda.CacheFolder;
import dev.elementwise.emulator.lambda.Compilers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An emulator inside this process, on any free port, with everything in memory. */
public final class LocalEmulator implements AutoCloseable {

    private final Emulator emulator;

    private LocalEmulator(Emulator emulator) {
        this.emulator = emulator;
    }

    /** Runs the project's template; what the functions log goes to standard error. */
    public static LocalEmulator start(Map<String, String> parameters) throws IOException, InterruptedException {
        return start(Project.template(), parameters, System.err::println);
    }

    public static LocalEmulator start(Path template, Map<String, String> parameters, Consumer<String> log)
            throws IOException, InterruptedException {
        return new LocalEmulator(Emulator.start(new EmulatorOptions(template, parameters, Map.of(),
            Extent.WHOLE, "127.0.0.1", 0, Optional.empty(), new CacheFolder(Project.target().resolve("cache")),
            ArchiveMode.USE, Compilers.FIRST, log)));
    }

    public URI api() {
        return emulator.api().orElseThrow();
    }

    /** Where the tables answer. */
    public URI tables() {
        return emulator.addresses().get("tables");
    }

    public List<String> apiKeys() {
        return emulator.apiKeys();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
