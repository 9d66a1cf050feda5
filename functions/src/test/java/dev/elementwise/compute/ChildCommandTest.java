package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildCommandTest {

    @Test
    void codeThatAClassLoaderBringsComesBeforeTheClassPath(@TempDir Path task) throws IOException {
        URL folder = new URL("file:" + task + "/");
        URL library = new URL("file:" + task + "/lib/one.jar");
        try (URLClassLoader lambda = new URLClassLoader(new URL[] {folder, library}, getClass().getClassLoader())) {
            List<String> classPath = ChildCommand.classPath(lambda);

            assertThat(classPath).startsWith(task.toString(), task.resolve("lib").resolve("one.jar").toString())
                .containsAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        }
    }

    @Test
    void taskThatEmptiesTheSystemPropertiesKeepsNoChildFromItsJavaAndCode() {
        ChildCommand command = new ChildCommand(ChildMain.class, List.of("true"));
        List<String> before = command.withHeap(64).command();
        Properties properties = System.getProperties();
        try {
            System.setProperties(new Properties());
            System.clearProperty("java.home");

            assertThat(command.withHeap(64).command()).isEqualTo(before);
        } finally {
            System.setProperties(properties);
        }
    }

    @Test
    void childGetsTheMemoryThatIsLeftAndNeverTooLittle() {
        assertThat(ChildMemory.free(10_240, 1_000, 100_000)).isEqualTo(10_240 - 1_000 - 256);
        assertThat(ChildMemory.free(10_240, 1_000, 8_000)).isEqualTo(4_000);
        assertThat(ChildMemory.free(512, 500, 8_000)).isEqualTo(64);
    }
}
