package dev.elementwise.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code map} was asked for.
 *
 * @param elements JSON values; empty where they come from a range or from stdin
 * @param reduce what makes one result of the values, as JSON
 * @param discard whether values are counted and reduced, and not kept
 * @param url a server that runs already; none starts one inside this process
 */
record MapOptions(String task, List<String> elements, boolean fromStdin, Optional<Range> range,
                  Optional<String> params, Optional<String> reduce, Optional<String> label, Optional<Path> output,
                  Optional<URI> url, Optional<String> apiKey, boolean discard, boolean verbose) {

    private static final Set<String> VALUED =
            Set.of("--range", "--params", "--reduce", "--label", "--output", "--url", "--api-key");
    private static final Set<String> SWITCHES = Set.of("--discard", "--verbose");
    private static final List<String> STDIN = List.of("-");

    MapOptions {
        elements = List.copyOf(elements);
    }

    static MapOptions parse(List<String> line) {
        Arguments arguments = Arguments.parse(line, VALUED, SWITCHES);
        List<String> words = arguments.positional();
        if (words.isEmpty()) {
            throw CommandException.usage("Name a task, such as: map count-primes 100000 200000");
        }
        List<String> elements = words.subList(1, words.size());
        Optional<Range> range = arguments.find("--range").map(Range::parse);
        requireOneSource(elements, range);
        if (arguments.has("--verbose") && arguments.has("--url")) {
            throw CommandException.usage("--verbose shows the log of a system of map's own; --url's has its own.");
        }
        elements.stream().filter(element -> !elements.equals(STDIN)).forEach(MapOptions::requireJson);
        Optional<String> params = arguments.find("--params");
        params.filter(json -> !Json.isValue(json) || !json.strip().startsWith("{")).ifPresent(MapOptions::refuseParams);
        boolean fromStdin = elements.equals(STDIN);
        return new MapOptions(words.get(0), fromStdin ? List.of() : elements, fromStdin, range, params,
                arguments.find("--reduce").map(MapOptions::reducer), arguments.find("--label"),
                arguments.path("--output"), arguments.find("--url").map(MapOptions::server),
                arguments.find("--api-key").map(MapOptions::key), arguments.has("--discard"),
                arguments.has("--verbose"));
    }

    private static void requireOneSource(List<String> elements, Optional<Range> range) {
        if (elements.isEmpty() && range.isEmpty()) {
            throw CommandException.usage("Give the elements: as JSON values, as - for stdin, or with --range.");
        }
        if (!elements.isEmpty() && range.isPresent()) {
            throw CommandException.usage("Give either elements or --range, not both.");
        }
    }

    private static void requireJson(String element) {
        if (element.equals("-")) {
            throw CommandException.usage("Give either elements or - for stdin, not both.");
        }
        if (!Json.isValue(element)) {
            throw CommandException.usage("The element " + element + " is not JSON; a string needs its quotes: '"
                    + Json.quote(element) + "'");
        }
    }

    private static void refuseParams(String params) {
        throw CommandException.usage("--params takes a JSON object, such as '{\"samples\": 1000}', not " + params);
    }

    /** A name is written without the quotes that JSON wants. */
    private static String reducer(String text) {
        if (!text.startsWith("{")) {
            return Json.quote(text);
        }
        if (!Json.isValue(text)) {
            throw CommandException.usage("--reduce takes a name or a JSON object, such as sum or "
                    + "'{\"name\": \"top\", \"n\": 3}', not " + text);
        }
        return text;
    }

    /** What a header field can carry; else the request could not even be written. */
    static String key(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
            throw CommandException.usage("An API key has visible ASCII characters only, no spaces and no line ends.");
        }
        return text;
    }

    private static URI server(String text) {
        try {
            URI server = new URI(text);
            boolean http = Stream.of("http", "https").anyMatch(scheme -> scheme.equalsIgnoreCase(server.getScheme()));
            if (http && server.getHost() != null && server.getPort() <= Arguments.HIGHEST_PORT) {
                return server;
            }
        } catch (URISyntaxException malformed) {
            throw noServer(text);
        }
        throw noServer(text);
    }

    private static CommandException noServer(String text) {
        return CommandException.usage("--url takes an address such as http://127.0.0.1:3000, with a port up to "
                + Arguments.HIGHEST_PORT + ", not " + text);
    }
}
