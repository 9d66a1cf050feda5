package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.emulator.Extent;
import dev.elementwise.emulator.lambda.Compilers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpOptionsTest {

    @Test
    void withoutOptionsItServesOnLoopbackInMemory() {
        UpOptions options = parse();

        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(3000);
        assertThat(options.data()).isEmpty();
        assertThat(options.parameters()).isEmpty();
        assertThat(options.compilers()).isEqualTo(Compilers.FIRST);
    }

    @Test
    void optionsAreTakenAsGiven() {
        UpOptions options = parse("--port", "0", "--host=0.0.0.0", "--data", "d", "--parameter", "A=b=c",
                "--parameter", "B=", "--template", "t.yaml", "--env-vars", "e.json", "--sustained-load");

        assertThat(options).isEqualTo(new UpOptions(Extent.WHOLE, "0.0.0.0", 0, Optional.of(Path.of("e.json")),
                Optional.of(Path.of("t.yaml")), Optional.of(Path.of("d")), Map.of("A", "b=c", "B", ""),
                Compilers.ALL));
    }

    @Test
    void partIsWhatItsServicesMakeInWhateverOrder() {
        assertThat(parse("--only", "dynamodb,sqs").extent()).isEqualTo(Extent.STORES);
        assertThat(parse("--only", "sqs,dynamodb,lambda", "--host", "127.0.0.2")).extracting("extent", "host")
                .containsExactly(Extent.WORKERS, "127.0.0.2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--port x                        | --port takes a number",
        "--port 65536                    | --port takes a number",
        "--port -1                       | --port takes a number",
        "--parameter A                   | --parameter takes NAME=VALUE",
        "--parameter =x                  | --parameter takes NAME=VALUE",
        "--parameter A=1 --parameter A=2 | The parameter A is given twice",
        "--only sqs                      | --only takes sqs,dynamodb or sqs,dynamodb,lambda",
        "--only sqs,dynamodb,            | --only takes sqs,dynamodb or sqs,dynamodb,lambda",
        "--only sqs,dynamodb --port 1    | --port is the API's",
        "extra                           | up takes options only",
    })
    void mistakesAreToldInASentence(String line, String sentence) {
        assertThatThrownBy(() -> parse(line.split(" +"))).isInstanceOf(CommandException.class)
                .hasMessageContaining(sentence).extracting("exitCode").isEqualTo(ExitCode.USAGE);
    }

    @Test
    void pathIsNotEmpty() {
        assertThatThrownBy(() -> parse("--data", "")).isInstanceOf(CommandException.class)
                .hasMessageContaining("--data takes a path").extracting("exitCode").isEqualTo(ExitCode.USAGE);
    }

    @Test
    void hostIsNotEmpty() {
        assertThatThrownBy(() -> parse("--host", "")).isInstanceOf(CommandException.class)
                .hasMessageContaining("--host takes a host's name").extracting("exitCode").isEqualTo(ExitCode.USAGE);
    }

    private static UpOptions parse(String... line) {
        return UpOptions.parse(List.of(line));
    }
}
