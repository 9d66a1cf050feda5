package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code up}, from the moment it has said where it answers.
 *
 * @param greeting what it has said
 */
record Serving(Program program, String greeting, Api api) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Api +(http://127\\.0\\.0\\.1:[0-9]+)");

    static Serving start(Path folder, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("up", "--port", "0"));
        line.addAll(List.of(options));
        Program program = Program.start(folder, line.toArray(String[]::new));
        String greeting = program.readUntil("Ctrl-C ends it.");
        Matcher address = ADDRESS.matcher(greeting);
        assertThat(address.find()).as("an address in '%s' with '%s'", greeting, program.err()).isTrue();
        return new Serving(program, greeting, new Api(URI.create(address.group(1)), Optional.empty()));
    }

    @Override
    public void close() {
        program.close();
    }
}
