package dev.elementwise.cli;

import dev.elementwise.emulator.Extent;
import dev.elementwise.emulator.lambda.Compilers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code up} was asked for.
 *
 * @param extent how much of the template runs
 * @param variables where the functions' environment variables are written, for {@code sam local}; none for nowhere
 * @param template none for the project's own
 * @param data where queues and tables are kept; none for memory
 * @param parameters the template's
 * @param compilers all of them where a load is going to last
 */
record UpOptions(Extent extent, String host, int port, Optional<Path> variables, Optional<Path> template,
                 Optional<Path> data, Map<String, String> parameters, Compilers compilers) {

    private static final Set<String> VALUED =
            Set.of("--only", "--port", "--host", "--env-vars", "--template", "--data", "--parameter");
    private static final String SUSTAINED_LOAD = "--sustained-load";
    private static final Map<Set<String>, Extent> EXTENTS = Map.of(Set.of("sqs", "dynamodb"), Extent.STORES,
            Set.of("sqs", "dynamodb", "lambda"), Extent.WORKERS);
    private static final String LOOPBACK = "127.0.0.1";

    static UpOptions parse(List<String> line) {
        Arguments arguments = Arguments.parse(line, VALUED, Set.of(SUSTAINED_LOAD));
        if (!arguments.positional().isEmpty()) {
            throw CommandException.usage("up takes options only, not " + arguments.positional().get(0) + ".");
        }
        Extent extent = arguments.find("--only").map(UpOptions::extent).orElse(Extent.WHOLE);
        if (extent != Extent.WHOLE && arguments.has("--port")) {
            throw CommandException.usage("--port is the API's, which --only leaves out.");
        }
        Optional<String> host = arguments.notBlank("--host", "a host's name or address");
        return new UpOptions(extent, host.orElseGet(() -> host(extent)), arguments.find("--port").map(UpOptions::port)
                .orElse(3000), arguments.path("--env-vars"), arguments.path("--template"), arguments.path("--data"),
                parameters(arguments.all("--parameter")),
                arguments.has(SUSTAINED_LOAD) ? Compilers.ALL : Compilers.FIRST);
    }

    private static Extent extent(String services) {
        Extent extent = EXTENTS.get(Set.of(services.split(",", -1)));
        if (extent == null) {
            throw CommandException.usage("--only takes sqs,dynamodb or sqs,dynamodb,lambda, not " + services + ".");
        }
        return extent;
    }

    /** What containers are to call has to listen where they can reach it. */
    private static String host(Extent extent) {
        return extent == Extent.WHOLE ? LOOPBACK : DockerBridge.address().orElse(LOOPBACK);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= Arguments.HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw badPort(text);
        }
        throw badPort(text);
    }

    private static CommandException badPort(String text) {
        return CommandException.usage("--port takes a number from 0 (any free port) to "
                + Arguments.HIGHEST_PORT + ", not " + text + ".");
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
