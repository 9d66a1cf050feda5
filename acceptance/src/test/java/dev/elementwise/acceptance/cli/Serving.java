package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code up}, from the moment it has said where it answers. */
record Serving(Program program, Api api) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Api +(http://127\\.0\\.0\\.1:[0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Serving start(Path folder, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("up", "--port", "0"));
        line.addAll(List.of(options));
        Program program = Program.start(folder, line.toArray(String[]::new));
        Instant end = Instant.now().plus(PATIENCE);
        while (!program.out().contains("Ctrl-C ends it.") && program.isAlive() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        Matcher address = ADDRESS.matcher(program.out());
        assertThat(address.find()).as(() -> "the address that 'up' tells; it says " + said(program)).isTrue();
        return new Serving(program, new Api(URI.create(address.group(1)), Optional.empty()));
    }

    private static String said(Program program) {
        try {
            return program.out() + program.err();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
