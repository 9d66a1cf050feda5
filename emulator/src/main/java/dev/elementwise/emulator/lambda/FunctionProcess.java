package dev.elementwise.emulator.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A function's JVM: its output goes to the log line by line, its end is told once. */
final class FunctionProcess {
    /** The JVM's own remarks about variables of the template, which nobody asked for. */
    private static final String REMARK = "Picked up JAVA_TOOL_OPTIONS:";
    private static final String LAUNCHER_REMARK = "NOTE: Picked up JDK_JAVA_OPTIONS:";

    private final Process process;

    private FunctionProcess(Process process) {
        this.process = process;
    }

    /** @param whenEnded gets the exit code */
    static FunctionProcess start(ProcessBuilder command, Output output, Executor executor, IntConsumer whenEnded)
            throws IOException {
        FunctionProcess started = new FunctionProcess(command.redirectErrorStream(true).start());
        Thread log = new Thread(() -> started.copyTo(output), output.function() + "-log");
        log.setDaemon(true);
        log.start();
        started.process.onExit().thenAcceptAsync(ended -> whenEnded.accept(ended.exitValue()), executor);
        return started;
    }

    private void copyTo(Output output) {
        try (BufferedReader lines =
                     new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(REMARK) && !line.startsWith(LAUNCHER_REMARK)) {
                    output.log().accept("[" + output.function() + "] " + line);
                }
            }
        } catch (IOException e) {
            // the pipe of a killed process breaks within a line; all that it wrote before has been shown
        }
    }

    /** Ends it at once, with the processes that it started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Where a function's output goes. */
    record Output(String function, Consumer<String> log) {
    }
}
