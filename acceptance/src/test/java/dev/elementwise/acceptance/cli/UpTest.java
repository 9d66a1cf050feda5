package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up}: serving until it is ended, and going on where a killed one was. */
final class UpTest {

    @TempDir
    Path folder;

    @Test
    void addressIsToldServedAndGivenUp() throws IOException, InterruptedException {
        try (Serving serving = Serving.start(folder, "--parameter", "FaultTask=on")) {
            serving.api().get("/health").expect(200);
            assertThat(serving.api().values("{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\"}]}")).hasSize(1);
            assertThat(serving.greeting()).contains("curl -s " + serving.api().base() + "/jobs");

            serving.program().interrupt();

            assertThat(serving.program().end().err()).doesNotContain("Exception");
            assertThat(Program.run(folder, "up", "--port", "0", "--template", folder.resolve("none.yaml").toString())
                .exitCode()).isEqualTo(1);
        }
    }

    @Test
    void jobGoesOnWhereAKilledSystemWas() throws IOException, InterruptedException {
        int total = 60;
        String[] options = {"--data", folder.resolve("data").toString(), "--parameter", "FaultTask=on", "--parameter",
            "ElementTimeLimit=30"};
        Tree job;
        try (Serving first = Serving.start(folder, options)) {
            job = first.api().submit("{\"task\":\"fault\",\"chunkSize\":4,\"elements\":["
                + "{\"kind\":\"sleep\",\"millis\":100},".repeat(total - 1) + "{\"kind\":\"throw\"}]}");
            Tree seen = job;
            while (seen.get("succeeded").number() == 0) {
                seen = first.api().get(Api.path(job), "Prefer", "wait=1").expect(200).json();
            }
            assertThat(seen.get("status").text()).isEqualTo("running");
            first.program().kill();
        }

        try (Serving second = Serving.start(folder, options)) {
            Tree ended = second.api().ended(job);
            assertThat(ended.get("status").text()).isEqualTo("completed");
            assertThat(ended.get("succeeded").number()).isEqualTo(total - 1);
            assertThat(ended.get("failed").number()).isEqualTo(1);
            assertThat(indices(second.api().outcomes(ended))).isEqualTo(LongStream.range(0, total).boxed().toList());
            second.program().interrupt();
            second.program().end();
        }
    }

    private static List<Long> indices(List<Tree> outcomes) {
        return outcomes.stream().map(outcome -> outcome.get("index").number()).toList();
    }
}
