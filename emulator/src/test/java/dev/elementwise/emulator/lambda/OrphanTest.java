package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.InvocationResult.Answer;
import dev.elementwise.emulator.lambda.probe.ProbeFunction;
import dev.elementwise.emulator.testing.ChildJvm;
import dev.elementwise.emulator.testing.TaskFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrphanTest {

    @ParameterizedTest
    @ValueSource(strings = {"idle", "hanging"})
    void aFunctionsProcessEndsWithTheEmulatorAlsoAfterAHardKill(String state, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (ChildJvm emulator = ChildJvm.run(Emulator.class, folder.toString(), state)) {
            ProcessHandle function = ProcessHandle.of(Long.parseLong(emulator.await("process "))).orElseThrow();

            emulator.kill();

            assertThat(function.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aRecordedArchiveIsThereForTheNextStart(@TempDir Path folder) throws IOException {
        TaskFolder task = TaskFolder.in(folder.resolve("task"));
        CacheFolder cache = new CacheFolder(folder.resolve("cache"));
        FunctionCode code = FunctionCode.of(task.path()).copiedTo(cache);
        String handler = task.function("F", ProbeFunction.class).handler();
        try (FunctionPool pool = pool(task, cache, ArchiveMode.RECORD)) {
            assertThat(pool.invoke("F", bytes("echo x")).join()).isInstanceOf(Answer.class);
        }

        assertThat(new FunctionArchives(cache).find(handler, withRuntime(cache, code))).isPresent();
        try (FunctionPool pool = pool(task, cache, ArchiveMode.USE)) {
            assertThat(pool.invoke("F", bytes("echo x")).join()).isInstanceOf(Answer.class);
        }
    }

    private static List<Path> withRuntime(CacheFolder cache, FunctionCode code) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(RuntimeJar.extractedTo(cache)));
        classPath.addAll(code.classPath());
        return classPath;
    }

    private static FunctionPool pool(TaskFolder task, CacheFolder cache, ArchiveMode archives) throws IOException {
        return new FunctionPool(List.of(task.function("F", ProbeFunction.class)),
                new LambdaSettings(Map.of(), Map.of(), cache, archives, Compilers.FIRST, System.err::println));
    }

    private static byte[] bytes(String command) {
        return ('"' + command + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** What is killed. */
    static final class Emulator {

        private Emulator() {
        }

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            FunctionPool pool = pool(TaskFolder.in(folder.resolve("task")), new CacheFolder(folder.resolve("cache")),
                    ArchiveMode.IGNORE);
            Answer process = (Answer) pool.invoke("F", bytes("process")).join();
            if (arguments[1].equals("hanging")) {
                pool.invoke("F", bytes("hang"));
            }
            System.out.println("process " + new String(process.payload(), StandardCharsets.UTF_8).replace("\"", ""));
            pool.invoke("F", bytes("hang")).join();
        }
    }
}
