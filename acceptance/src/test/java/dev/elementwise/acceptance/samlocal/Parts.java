package dev.elementwise.acceptance.samlocal;

import dev.elementwise.acceptance.parts.Background;
import dev.elementwise.acceptance.parts.Project;
import java.nio.file.Path;
import java.util.List;

/** {@code ./elementwise up --only ...}, for functions in containers. */
final class Parts {

    private static final Path JAR = Project.home().resolve("cli").resolve("target").resolve("elementwise.jar");

    private Parts() {
    }

    /**
     * Starts them; they answer when this returns.
     *
     * @param only which, as the option takes it
     * @param variables where the functions' variables are written
     */
    static Background start(String only, Path log, Path variables) {
        Background parts = Background.start(log, List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-Delementwise.home=" + Project.home(), "-Delementwise.cache=" + Project.target().resolve("cache"),
            "-Delementwise.terminal=false", "-jar", JAR.toString(), "up", "--only", only,
            "--env-vars", variables.toString(), "--parameter", "FaultTask=on", "--parameter", "ElementTimeLimit=30",
            "--parameter", "ComputeMemory=3538"));
        return parts.until(() -> parts.output().contains("Ctrl-C ends it."));
    }
}
