package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.Project;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, whose outputs go to files. */
final class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final Path JAR = Project.home().resolve("cli").resolve("target").resolve("elementwise.jar");

    private final Process process;
    private final Path out;
    private final Path err;

    /** What a program that has ended leaves. */
    record Ended(int exitCode, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Program start(Path folder, String... line) throws IOException {
        assertThat(JAR).as("what the module cli builds").isRegularFile();
        List<String> command = new ArrayList<>(withSignals());
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Delementwise.home=" + Project.home(),
            "-Delementwise.cache=" + Project.target().resolve("cache"), "-Delementwise.terminal=false", "-jar",
            JAR.toString()));
        command.addAll(List.of(line));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        return new Program(new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start(),
            out, err);
    }

    /** A build that was itself started in the background hands on that Ctrl-C is ignored. */
    private static List<String> withSignals() {
        return System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();
    }

    static Ended run(Path folder, String... line) throws IOException, InterruptedException {
        return runWithInput("", folder, line);
    }

    static Ended runWithInput(String input, Path folder, String... line) throws IOException, InterruptedException {
        try (Program program = start(folder, line)) {
            program.type(input);
            return program.end();
        }
    }

    /** Writes what the program reads, all of it. */
    void type(String input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until the program has ended by itself. */
    Ended end() throws IOException, InterruptedException {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended).as(() -> "whether the program ends; it is " + process.info()).isTrue();
        return new Ended(process.exitValue(), out(), err());
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
