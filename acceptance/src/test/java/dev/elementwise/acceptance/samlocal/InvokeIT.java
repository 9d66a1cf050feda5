package dev.elementwise.acceptance.samlocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.Background;
import dev.elementwise.acceptance.parts.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sam local invoke} of each function with its event; the profile {@code sam-local} runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvokeIT {

    private final Path folder = Project.target().resolve("sam-local");
    private final Path variables = folder.resolve("invoke.json");
    private final Background parts = Parts.start("sqs,dynamodb", folder.resolve("invoke-up.log"), variables);

    @AfterAll
    void close() {
        parts.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "SubmitFunction     | submit.json      | \"statusCode\":202",
        "StatusFunction     | status.json      | \"statusCode\":200",
        "ComputeFunction    | compute.json     | \"batchItemFailures\":[]",
        "DeadLetterFunction | dead-letter.json | \"batchItemFailures\":[]",
        "SweeperFunction    | sweep.json       | null"})
    void functionTakesItsEvent(String function, String event, String answer) throws IOException, InterruptedException {
        Process sam = new ProcessBuilder("sam", "local", "invoke", function, "--event",
            Project.home().resolve("events").resolve(event).toString(), "--env-vars", variables.toString())
            .directory(Project.home().toFile())
            .redirectError(folder.resolve(function + ".log").toFile()).start();
        String said = new String(sam.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(sam.waitFor()).isZero();
        assertThat(said.replace(" ", "")).contains(answer).doesNotContain("errorMessage");
    }
}
