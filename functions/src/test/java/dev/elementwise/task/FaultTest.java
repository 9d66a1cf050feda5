package dev.elementwise.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What harms a JVM runs in one of its own. */
@Timeout(120)
class FaultTest {

    @Test
    void throwThrows() {
        assertThatThrownBy(() -> apply(Map.of("kind", "throw"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "spin"})
    void sleepAndAnEndingSpinAreSurvived(String kind) throws Exception {
        assertThat(apply(Map.of("kind", kind, "millis", 5L))).isEqualTo("survived");
    }

    @Test
    void largeValueIsLargerThanAnOutcomeMayBe() throws Exception {
        assertThat((String) apply(Map.of("kind", "large-value"))).hasSizeGreaterThan(256 * 1024);
    }

    @Test
    void exitEndsTheJvm() throws Exception {
        assertThat(exitCodeOf("exit")).isEqualTo(1);
    }

    @Test
    void memoryIsExhausted() throws Exception {
        assertThat(exitCodeOf("memory")).isEqualTo(3);
    }

    private static int exitCodeOf(String kind) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(java.toString(), "-Xmx32m", "-XX:+ExitOnOutOfMemoryError", "-cp",
            System.getProperty("java.class.path"), FaultTest.class.getName(), kind);
        return new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /** The JVM that is harmed: ends with 0 when it was not. */
    public static void main(String[] kind) throws Exception {
        apply(Map.of("kind", kind[0]));
    }

    private static Object apply(Map<String, Object> element) throws Exception {
        return new Fault().open(Params.NONE).apply(element);
    }
}
