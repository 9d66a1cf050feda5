package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.stack.FunctionResource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** Starts a function's JVMs. */
final class EnvironmentLauncher {
    private static final String MAIN_CLASS = "dev.elementwise.runtime.RuntimeLoop";

    private final LambdaSettings settings;
    private final RuntimeApiServer api;
    private final ExecutorService executor;
    private final FunctionArchives archives;
    private final Path runtime;
    private final Host host = new Host();

    /** @throws IOException if the runtime can't be laid out in the cache folder */
    EnvironmentLauncher(LambdaSettings settings, RuntimeApiServer api, ExecutorService executor) throws IOException {
        this.runtime = RuntimeJar.extractedTo(settings.cache());
        this.settings = settings;
        this.api = api;
        this.executor = executor;
        this.archives = new FunctionArchives(settings.cache());
    }

    /**
     * Starts a JVM.
     *
     * @param code what it loads
     * @param more whether it comes to others of its function
     * @throws IOException if the operating system can't start a process
     */
    void launch(FunctionResource function, FunctionCode code, ExecutionEnvironment environment, boolean more)
            throws IOException {
        List<Path> classPath = new ArrayList<>();
        classPath.add(runtime);
        classPath.addAll(code.classPath());
        Optional<Path> recording = recording(function, classPath);
        ProcessBuilder command = new ProcessBuilder(command(function, classPath, recording, more));
        String address = api.register(environment);
        variables(command.environment(), function, address);
        command.directory(folder(function).toFile());
        environment.runsIn(FunctionProcess.start(command, new FunctionProcess.Output(function.id(), settings.log()),
                executor, status -> {
                    api.remove(address);
                    recording.ifPresent(file -> publish(file, function, classPath));
                    environment.exited(status);
                }));
    }

    private Optional<Path> recording(FunctionResource function, List<Path> classPath) throws IOException {
        boolean wanted = settings.archives() == ArchiveMode.RECORD && FunctionArchives.canBeMade(classPath)
                && archives.find(function.handler(), classPath).isEmpty();
        return wanted ? Optional.of(archives.unfinished()) : Optional.empty();
    }

    private List<String> command(FunctionResource function, List<Path> classPath, Optional<Path> recording,
                                 boolean more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(new JvmOptions(host, settings.compilers()).of(function, more));
        command.addAll(JvmOptions.recording(recording));
        if (recording.isEmpty() && settings.archives() != ArchiveMode.IGNORE) {
            archives.find(function.handler(), classPath)
                    .ifPresent(archive -> command.addAll(JvmOptions.withArchive(archive)));
        }
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN_CLASS);
        return command;
    }

    private void variables(Map<String, String> variables, FunctionResource function, String runtimeApi) {
        variables.keySet().retainAll(host.neededVariables());
        variables.putAll(settings.environment());
        variables.putAll(FunctionVariables.of(function, runtimeApi, folder(function)));
    }

    private static Path folder(FunctionResource function) {
        Path code = function.code().toAbsolutePath().normalize();
        return Files.isDirectory(code) ? code : code.getParent();
    }

    private void publish(Path written, FunctionResource function, List<Path> classPath) {
        try {
            archives.publish(written, function.handler(), classPath);
        } catch (IOException e) {
            settings.log().accept("[" + function.id() + "] Its class-data archive can't be kept (" + e
                    + "); it will start slower");
        }
    }
}
