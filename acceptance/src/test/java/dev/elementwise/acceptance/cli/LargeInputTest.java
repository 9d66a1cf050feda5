package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.SystemUnderTest;
import dev.elementwise.acceptance.http.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code map TASK -} with more on stdin than a request takes. */
@ExtendWith(SystemUnderTest.class)
@Timeout(value = 110, unit = TimeUnit.SECONDS)
final class LargeInputTest {

    /** Together 40 MB, more than the program's memory, in whatever form it would keep them. */
    private static final int ELEMENTS = 100_000;
    private static final int FIRST = 10_000;
    private static final List<String> SMALL = List.of("-Xmx24m");
    private static final String PADDING = "x".repeat(380);

    @TempDir
    Path folder;

    private final Api api;
    private final String url;

    LargeInputTest(Api api) {
        this.api = api;
        this.url = api.base().toString();
    }

    @Test
    void outcomesComeInOrderWhileInputIsStillReadInASmallMemory() throws IOException, InterruptedException {
        try (Program program = Program.start(folder, SMALL, "map", "identity", "-", "--url", url)) {
            OutputStream input = program.input();
            write(input, 0, FIRST);
            assertThat(program.readLine()).contains(outcome(0));

            Thread writer = new Thread(() -> write(input, FIRST, ELEMENTS), "writer");
            writer.start();
            for (int index = 1; index < FIRST; index++) {
                assertThat(program.readLine()).contains(outcome(index));
            }
            writer.join(Duration.ofSeconds(60).toMillis());
            assertThat(writer.isAlive()).as("input that the program does not read; it has said: %s", program.err())
                .isFalse();
            input.close();
            for (int index = FIRST; index < ELEMENTS; index++) {
                assertThat(program.readLine()).contains(outcome(index));
            }
            Program.Ended ended = program.end();

            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("100,000 elements, all succeeded");
            assertThat(ended.exitCode()).isZero();
        }
    }

    @Test
    void interruptCancelsAJobWhoseInputIsStillRead() throws IOException, InterruptedException {
        String label = UUID.randomUUID().toString();
        try (Program program = Program.start(folder, SMALL, "map", "identity", "-", "--label", label, "--url", url)) {
            write(program.input(), 0, FIRST);
            assertThat(program.readLine()).contains(outcome(0));
            Tree job = find(label).orElseThrow();
            assertThat(job.has("open")).isTrue();

            program.interrupt();
            Program.Ended ended = program.end();

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("Cancelled job " + job.get("id").text());
            assertThat(api.get(Api.path(job)).expect(200).json().get("status").text()).isEqualTo("cancelled");
        }
    }

    private Optional<Tree> find(String label) {
        return api.get("/jobs?limit=20").expect(200).json().get("jobs").list().stream()
            .filter(listed -> label.equals(listed.get("label").value())).findFirst();
    }

    private static void write(OutputStream input, int from, int to) {
        try {
            for (int index = from; index < to; index++) {
                input.write((element(index) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String element(int index) {
        return "\"element %09d%s\"".formatted(index, PADDING);
    }

    private static String outcome(int index) {
        return "{\"index\":" + index + ",\"value\":" + element(index) + "}";
    }
}
