package dev.elementwise.acceptance.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.Tree;
import dev.elementwise.acceptance.parts.ExtendedCode;
import dev.elementwise.acceptance.parts.FunctionLog;
import dev.elementwise.acceptance.parts.LocalEmulator;
import dev.elementwise.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elements that are not started when their job is cancelled. */
final class CancelledElementsTest {

    private static final String FUNCTION = "ComputeFunction";
    private static final String DROPPED = " was cancelled: what is left of it here is dropped";
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** The lanes of one function at the most, less one: with more cores there are more functions. */
    private static final int MOST_CORES = 11;
    private static final int MILLIS = 200;
    /** Half a minute's work. */
    private static final int MANY = 150 * CORES;

    private final FunctionLog log = new FunctionLog();
    private final Path gate;
    private final LocalEmulator emulator;
    private final Api api;

    CancelledElementsTest(@TempDir Path folder) throws IOException, InterruptedException {
        this.gate = folder.resolve("gate");
        this.emulator = LocalEmulator.start(ExtendedCode.in(folder).with(TracedTask.class,
            "META-INF/services/" + Task.class.getName()).template(), Map.of("ApiKeyRequired", "false"), log);
        this.api = new Api(emulator.api(), Optional.empty());
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    /** All but one lane compute what the invocation of the long element receives by itself. */
    @Test
    void areNotStartedByAnInvocationThatTakesFurtherBatches() throws IOException {
        assumeThat(CORES).as("cores of one function, of which one is left over").isBetween(2, MOST_CORES);
        api.submit(job("long", "", List.of(-1)));
        assertThat(log.comes(TracedTask.MARK + "long" + TracedTask.STARTED)).isTrue();
        Tree many = api.submit(job("many", "", Collections.nCopies(MANY, MILLIS)));
        assertThat(log.comes(TracedTask.MARK + "many" + TracedTask.STARTED)).isTrue();

        api.delete(Api.path(many)).expect(202);

        assertThat(log.comes(many.get("id").text() + DROPPED)).isTrue();
        int started = startedInTheEnd("many");
        assertThat(started).isPositive().isLessThan(MANY);
        assertThat(api.outcomes(many)).hasSizeLessThanOrEqualTo(started);
        assertThat(processesOf("many")).containsAnyElementsOf(processesOf("long"));
        Files.createFile(gate);
    }

    @Test
    void areNotStartedByATaskThatIsStillOpening() throws IOException {
        Tree slow = api.submit(job("slow", "\"slow\":1,", List.of(0, 0, 0)));
        assertThat(log.comes(TracedTask.MARK + "slow" + TracedTask.OPENING)).isTrue();

        api.delete(Api.path(slow)).expect(202);

        assertThat(log.comes(slow.get("id").text() + DROPPED)).isTrue();
        Files.createFile(gate);
        assertThat(startedInTheEnd("slow")).isZero();
        assertThat(api.outcomes(slow)).isEmpty();
    }

    /** How many elements of a job have been started when none is any more, while others of others are. */
    private int startedInTheEnd(String name) {
        int before;
        int after = -1;
        do {
            before = after;
            assertThat(api.values(job("other", "", List.of(MILLIS, MILLIS, MILLIS, MILLIS)))).hasSize(4);
            after = Collections.frequency(log.marked(TracedTask.MARK, FUNCTION), name + TracedTask.STARTED);
        } while (after != before);
        return after;
    }

    private List<String> processesOf(String name) {
        String opened = name + TracedTask.PROCESS;
        return log.marked(TracedTask.MARK, FUNCTION).stream().filter(line -> line.startsWith(opened))
            .map(line -> line.substring(opened.length())).toList();
    }

    private String job(String name, String params, List<Integer> elements) {
        return "{\"task\":\"traced\",\"chunkSize\":1,\"params\":{" + params + "\"name\":\"" + name + "\",\"gate\":\""
            + gate.toString().replace("\\", "\\\\") + "\"},\"elements\":" + elements + "}";
    }
}
