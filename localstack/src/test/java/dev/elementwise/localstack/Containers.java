package dev.elementwise.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The containers in which LocalStack runs functions; a label tells them from those of other tests. */
record Containers(String label) {

    static Containers ofThisJvm() {
        return new Containers("dev.elementwise.localstack=" + UUID.randomUUID());
    }

    /** What {@code docker run} has to be told. */
    String flags() {
        return "--label " + label;
    }

    /** The names of a function's containers that run. */
    List<String> of(String function) {
        return docker("ps", "--filter", "label=" + label, "--format", "{{.Names}}").lines()
            .filter(name -> name.contains("-" + function.toLowerCase(Locale.ROOT) + "-")).toList();
    }

    /** What a function has printed, in all of its containers that are there. */
    String logs(String function) {
        StringBuilder logs = new StringBuilder();
        of(function).forEach(name -> logs.append(docker("logs", name)));
        return logs.toString();
    }

    /** As a machine that fails: nothing in it is told. */
    void kill(String name) {
        docker("kill", name);
    }

    /** Removes all of them, those that have ended, too. */
    void remove() {
        List<String> ids = docker("ps", "--all", "--quiet", "--filter", "label=" + label).lines().toList();
        if (!ids.isEmpty()) {
            List<String> line = new ArrayList<>(List.of("rm", "--force", "--volumes"));
            line.addAll(ids);
            docker(line.toArray(String[]::new));
        }
    }

    private static String docker(String... line) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(line));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while docker worked", e);
        }
    }
}
