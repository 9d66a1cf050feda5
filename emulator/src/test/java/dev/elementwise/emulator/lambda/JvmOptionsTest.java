package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.stack.FunctionResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JvmOptionsTest {

    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";
    private static final String COMPILE_SOON = "-XX:CompileThresholdScaling=0.2";

    @Test
    void functionIsCompiledAsOnLambda() {
        assertThat(options(Compilers.FIRST, "", false)).contains(FIRST_COMPILER_ONLY).doesNotContain(COMPILE_SOON);
        assertThat(options(Compilers.FIRST, "", true)).contains(FIRST_COMPILER_ONLY, COMPILE_SOON);
    }

    @Test
    void functionIsCompiledByAllWhereTheLoadLasts() {
        assertThat(options(Compilers.ALL, "", true)).doesNotContain(FIRST_COMPILER_ONLY, COMPILE_SOON);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheTemplateSaysIsLeftToIt(Compilers compilers) {
        assertThat(options(compilers, "-XX:+TieredCompilation -XX:TieredStopAtLevel=4", true))
                .noneMatch(option -> option.contains("Tiered") || option.contains("Compile"));
    }

    private static List<String> options(Compilers compilers, String own, boolean more) {
        FunctionResource function = new FunctionResource("Probe", Path.of("probe.jar"), "Probe", "java25", 256,
                Duration.ofMinutes(1), Map.of("JAVA_TOOL_OPTIONS", own), 1, false);
        return new JvmOptions(new Host(), compilers).of(function, more);
    }
}
