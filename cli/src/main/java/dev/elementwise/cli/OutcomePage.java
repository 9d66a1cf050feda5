package dev.elementwise.cli;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Outcomes in element order.
 *
 * @param lines one outcome a line, as the server sends them
 * @param next where it goes on; none when all have been read
 */
record OutcomePage(List<String> lines, Optional<URI> next) {

    OutcomePage {
        lines = List.copyOf(lines);
    }

    static OutcomePage of(Response response) {
        return new OutcomePage(new String(response.body(), StandardCharsets.UTF_8).lines().toList(), response.next());
    }
}
