package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own. One that hangs is ended after a while, so that its test fails. */
final class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final Path JAR = Project.home().resolve("cli").resolve("target").resolve("elementwise.jar");

    private final Process process;
    private final BufferedReader reader;
    private final StringBuilder out = new StringBuilder();
    private final Path err;

    /** What a program that has ended leaves. */
    record Ended(int exitCode, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    private Program(Process process, Path err) {
        this.process = process;
        this.reader = process.inputReader(StandardCharsets.UTF_8);
        this.err = err;
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    static Program start(Path folder, String... line) throws IOException {
        return start(folder, List.of(), line);
    }

    /** @param options of its JVM */
    static Program start(Path folder, List<String> options, String... line) throws IOException {
        assertThat(JAR).as("what the module cli builds").isRegularFile();
        List<String> command = new ArrayList<>(withSignals());
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-Delementwise.home=" + Project.home(),
            "-Delementwise.cache=" + Project.target().resolve("cache"), "-Delementwise.terminal=false", "-jar",
            JAR.toString()));
        command.addAll(List.of(line));
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        Optional.ofNullable(System.getProperty("elementwise.api-key"))
            .ifPresent(key -> builder.environment().put("ELEMENTWISE_API_KEY", key));
        return new Program(builder.start(), err);
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

    /** What the program reads, as long as it is not closed. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** The next line that the program writes; empty where it has ended. */
    Optional<String> readLine() throws IOException {
        return Optional.ofNullable(reader.readLine());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything the program has written up to a line, or up to its end if it never writes that. */
    String readUntil(String last) throws IOException {
        String line = reader.readLine();
        while (line != null) {
            out.append(line).append('\n');
            line = line.equals(last) ? null : reader.readLine();
        }
        return out.toString();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until the program has ended by itself. */
    Ended end() throws IOException, InterruptedException {
        for (int character = reader.read(); character >= 0; character = reader.read()) {
            out.append((char) character);
        }
        return new Ended(process.waitFor(), out.toString(), err());
    }

    /** Reads no more, as {@code head} does when it has its lines, and waits until the program has ended by itself. */
    Ended leave() throws IOException, InterruptedException {
        reader.close();
        return new Ended(process.waitFor(), out.toString(), err());
    }

    /** Whether the program ends by itself within a time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** {@code kill -9} of this process alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -9} of this process and of all that it has started, which are given. */
    List<ProcessHandle> killAll() throws InterruptedException {
        List<ProcessHandle> started = process.descendants().toList();
        kill();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(one -> one.onExit().join());
        return started;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
