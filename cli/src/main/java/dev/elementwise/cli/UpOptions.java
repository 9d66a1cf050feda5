package dev.elementwise.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code up} was asked for.
 *
 * @param template none for the project's own
 * @param data where queues and tables are kept; none for memory
 * @param parameters the template's
 */
record UpOptions(String host, int port, Optional<Path> template, Optional<Path> data,
                 Map<String, String> parameters) {

    private static final Set<String> VALUED = Set.of("--port", "--host", "--template", "--data", "--parameter");
    private static final int HIGHEST_PORT = 65_535;

    static UpOptions parse(List<String> line) {
        Arguments arguments = Arguments.parse(line, VALUED, Set.of());
        if (!arguments.positional().isEmpty()) {
            throw CommandException.usage("up takes options only, not " + arguments.positional().get(0) + ".");
        }
        return new UpOptions(arguments.find("--host").orElse("127.0.0.1"),
                arguments.find("--port").map(UpOptions::port).orElse(3000),
                arguments.find("--template").map(Path::of), arguments.find("--data").map(Path::of),
                parameters(arguments.all("--parameter")));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw badPort(text);
        }
        throw badPort(text);
    }

    private static CommandException badPort(String text) {
        return CommandException.usage("--port takes a number from 0 (any free port) to " + HIGHEST_PORT + ", not "
                + text + ".");
    }

    private static Map<String, String> parameters(List<String> given) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : given) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw CommandException.usage("--parameter takes NAME=VALUE, not " + parameter + ".");
            }
            if (parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                throw CommandException.usage("The parameter " + parameter.substring(0, equals) + " is given twice.");
            }
        }
        return parameters;
    }
}
