package dev.elementwise.emulator.testing;

import dev.elementwise.emulator.lambda.probe.ProbeFunction;
import dev.elementwise.emulator.stack.FunctionResource;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The probe functions, packaged as a Maven project would be: {@code target/probe.jar} and {@code target/lib}. */
public final class TaskFolder {
    private final Path project;

    private TaskFolder(Path project) {
        this.project = project;
    }

    public static TaskFolder in(Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        packProbes(target.resolve("probe.jar"));
        Path lib = Files.createDirectories(target.resolve("lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (jar.getFileName().toString().matches("(aws-lambda-java-events|joda-time)-.*\\.jar")) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        return new TaskFolder(folder);
    }

    private static void packProbes(Path jar) throws IOException {
        Path classes = testClasses();
        Path probes = classes.resolve(ProbeFunction.class.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file);
             Stream<Path> files = Files.list(probes)) {
            for (Path probe : files.sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(probe).toString().replace(File.separatorChar, '/')));
                Files.copy(probe, out);
            }
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(ProbeFunction.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    public Path path() {
        return project;
    }

    /** A function of 256 MB with a minute's time. */
    public FunctionResource function(String id, Class<?> handler) {
        return function(id, handler, Duration.ofMinutes(1));
    }

    public FunctionResource function(String id, Class<?> handler, Duration timeout) {
        return function(id, handler, timeout, 1);
    }

    /** A function of 256 MB whose environments serve several invocations at a time. */
    public FunctionResource function(String id, Class<?> handler, Duration timeout, int maxConcurrency) {
        return new FunctionResource(id, project, handler.getName() + "::handleRequest", "java25", 256, timeout,
                Map.of("OWN", "variable of " + id), maxConcurrency, false);
    }
}
