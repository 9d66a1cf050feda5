package dev.elementwise.emulator;

import dev.elementwise.emulator.lambda.ArchiveMode;
import dev.elementwise.emulator.lambda.CacheFolder;
import dev.elementwise.emulator.lambda.Compilers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What to run and how.
 *
 * @param parameters values of the template's parameters; each has to be declared
 * @param preferences values for parameters that the template may declare and the caller has left open
 * @param extent how much of the template runs
 * @param host where the API listens; without an API, where queues and tables listen, which are on loopback else
 * @param port of the API, 0 for any free one
 * @param data a folder that keeps queues and tables, created if need be; none for memory
 * @param cache where the functions' runtime and class-data archives are kept
 * @param compilers which compilers work for functions that leave it open
 * @param log takes what the functions log, line by line, from several threads
 */
public record EmulatorOptions(Path template, Map<String, String> parameters, Map<String, String> preferences,
                              Extent extent, String host, int port, Optional<Path> data, CacheFolder cache,
                              ArchiveMode archives, Compilers compilers, Consumer<String> log) {

    public EmulatorOptions {
        parameters = Map.copyOf(parameters);
        preferences = Map.copyOf(preferences);
    }

    /** Where queues and tables listen. */
    String partsHost() {
        return extent == Extent.WHOLE ? "127.0.0.1" : host;
    }
}
