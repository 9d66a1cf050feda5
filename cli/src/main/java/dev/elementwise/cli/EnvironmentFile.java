package dev.elementwise.cli;

import dev.elementwise.emulator.Emulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that {@code sam local --env-vars} reads: the functions' variables, with the machine's name as containers
 * know it.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html">
 *     Environment variable file</a>
 */
final class EnvironmentFile {

    /** Docker Desktop's; on Linux {@code --add-host host.docker.internal:host-gateway} makes it. */
    private static final String MACHINE = "host.docker.internal";

    private EnvironmentFile() {
    }

    /** @throws CommandException where it can't be written */
    static void write(Emulator emulator, Path file) {
        List<URI> parts = List.copyOf(emulator.addresses().values());
        String functions = emulator.variables().entrySet().stream().map(function -> "  "
                + Json.quote(function.getKey()) + ": " + object(function.getValue(), parts))
                .collect(Collectors.joining(",\n"));
        try {
            Files.writeString(file, "{\n" + functions + "\n}\n");
        } catch (IOException failed) {
            throw CommandException.failure("The functions' variables can't be written to " + file + ": "
                    + Unwritable.reason(file, failed) + ".", failed);
        }
    }

    private static String object(Map<String, String> variables, List<URI> parts) {
        return variables.entrySet().stream().map(variable -> "    " + Json.quote(variable.getKey()) + ": "
                + Json.quote(fromContainer(variable.getValue(), parts)))
                .collect(Collectors.joining(",\n", "{\n", "\n  }"));
    }

    private static String fromContainer(String value, List<URI> parts) {
        for (URI part : parts) {
            if (value.startsWith(part.toString())) {
                return "http://" + MACHINE + ":" + part.getPort() + value.substring(part.toString().length());
            }
        }
        return value;
    }
}
