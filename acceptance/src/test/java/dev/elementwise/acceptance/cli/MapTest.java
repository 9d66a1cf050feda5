package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.cli.Program.Ended;
import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.SystemUnderTest;
import dev.elementwise.acceptance.http.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code map}, mostly at a system that runs already. */
@ExtendWith(SystemUnderTest.class)
final class MapTest {

    @TempDir
    Path folder;

    private final Api api;
    private final String url;

    MapTest(Api api) {
        this.api = api;
        this.url = api.base().toString();
    }

    @Test
    void elementsOnTheLineComeBackAsOutcomes() throws IOException, InterruptedException {
        Ended ended = Program.run(folder, "map", "count-primes", "10", "100", "1000", "--url", url);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines()).containsExactly("{\"index\":0,\"value\":4}", "{\"index\":1,\"value\":25}",
            "{\"index\":2,\"value\":168}");
    }

    @Test
    void systemIsStartedForTheOneJobWhereThereIsNone() throws IOException, InterruptedException {
        Ended ended = Program.run(folder, "map", "count-primes", "10");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines()).containsExactly("{\"index\":0,\"value\":4}");
    }

    @Test
    void elementsOfStdinAreLines() throws IOException, InterruptedException {
        Ended ended = Program.runWithInput("1\n\n\"zwölf\"\n{\"a\":[]}", folder, "map", "identity", "-", "--url", url);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines()).containsExactly("{\"index\":0,\"value\":1}", "{\"index\":1,\"value\":\"zwölf\"}",
            "{\"index\":2,\"value\":{\"a\":[]}}");
    }

    @Test
    void rangeAndParamsReachTheTask() throws IOException, InterruptedException {
        Ended ended = Program.run(folder, "map", "mandelbrot-row", "--range", "1:-1:-1", "--params",
            "{\"width\":2,\"height\":2,\"maxIterations\":1}", "--url", url);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines()).containsExactly(
            "{\"index\":0,\"value\":{\"encoding\":\"run-length\",\"runs\":[[1,2]]}}",
            "{\"index\":1,\"value\":{\"encoding\":\"run-length\",\"runs\":[[1,2]]}}");
    }

    @Test
    void outcomesGoToAFileWhereOneIsNamed() throws IOException, InterruptedException {
        Path file = folder.resolve("outcomes.ndjson");

        Ended ended = Program.run(folder, "map", "identity", "null", "--output", file.toString(), "--url", url);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("{\"index\":0,\"value\":null}\n");
    }

    @Test
    void failedElementsAreToldByTheExitCode() throws IOException, InterruptedException {
        Ended ended = Program.run(folder, "map", "fault", "{\"kind\":\"sleep\"}", "{\"kind\":\"throw\"}", "--url", url);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.lines()).hasSize(2);
        assertThat(ended.lines().get(1)).contains("IllegalStateException");
    }

    @Test
    void mistakeInTheCommandLineIsToldInOneSentence() throws IOException, InterruptedException {
        assertMistake(Program.run(folder, "map", "identity", "not json", "--url", url), "not json");
        assertMistake(Program.run(folder, "map", "identity"), "--range");
        assertMistake(Program.run(folder, "walk"), "walk");
        assertMistake(Program.runWithInput("1\nnope\n", folder, "map", "identity", "-", "--url", url), "2");
    }

    @Test
    void whatTheServerRefusesIsToldInOneSentence() throws IOException, InterruptedException {
        Ended ended = Program.run(folder, "map", "count-primse", "1", "--url", url);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1).allMatch(line -> line.contains("count-primes"));
    }

    @Test
    void systemThatIsNotThereIsToldInOneSentence() throws IOException, InterruptedException {
        Ended ended = Program.run(folder, "map", "identity", "1", "--url", "http://127.0.0.1:1");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void readerThatGoesAwayEndsItWithoutAWord() throws IOException, InterruptedException {
        try (Program program = Program.start(folder, "map", "count-primes", "--range", "0:200000", "--url", url)) {
            assertThat(program.readLine()).contains("{\"index\":0,\"value\":0}");

            Ended ended = program.leave();

            assertThat(ended.exitCode()).isEqualTo(141);
            assertThat(ended.err()).doesNotContain("elementwise:", "Cancelled");
        }
    }

    @Test
    void interruptCancelsTheJob() throws IOException, InterruptedException {
        String label = UUID.randomUUID().toString();
        try (Program program = Program.start(folder, "map", "fault", "-", "--label", label, "--url", url)) {
            program.type("{\"kind\":\"sleep\",\"millis\":500}\n".repeat(60));
            Tree job = awaitJob(label, program);

            program.interrupt();
            Ended ended = program.end();

            assertThat(ended.exitCode()).isNotZero();
            assertThat(ended.err()).contains("Cancelled job " + job.get("id").text());
            assertThat(api.get(Api.path(job)).expect(200).json().get("status").text()).isEqualTo("cancelled");
        }
    }

    private Tree awaitJob(String label, Program program) {
        Optional<Tree> job = Optional.empty();
        while (job.isEmpty() && program.isAlive()) {
            job = api.get("/jobs?limit=5").expect(200).json().get("jobs").list().stream()
                .filter(listed -> label.equals(listed.get("label").value())).findFirst();
        }
        return job.orElseThrow(() -> new AssertionError("The program ended before its job was there"));
    }

    private static void assertMistake(Ended ended, String named) {
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("elementwise: ").contains(named).doesNotContain("\tat ");
    }
}
