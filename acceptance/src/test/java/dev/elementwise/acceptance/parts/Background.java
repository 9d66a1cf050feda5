package dev.elementwise.acceptance.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program beside the tests, which is ended with them; what it says goes to a file. */
public final class Background implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MILLIS_BETWEEN_LOOKS = 200;

    private final Process process;
    private final Path log;

    private Background(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-of-" + log.getFileName()));
    }

    /** Starts a program in the project's folder. */
    public static Background start(Path log, List<String> command) {
        try {
            Files.createDirectories(log.getParent());
            return new Background(new ProcessBuilder(command).directory(Project.home().toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " can't be started: " + e.getMessage(), e);
        }
    }

    /** Returns when it is ready; it fails, with what the program has said, when that ends or takes too long. */
    public Background until(BooleanSupplier ready) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            try {
                if (process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    close();
                    throw new IllegalStateException("It did not become ready; it said:\n" + output());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new IllegalStateException("Interrupted while " + log.getFileName() + " started", e);
            }
        }
        return this;
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
