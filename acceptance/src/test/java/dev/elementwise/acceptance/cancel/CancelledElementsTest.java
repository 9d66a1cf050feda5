package dev.elementwise.acceptance.cancel;

import static org.assertj.core.api.Assertions.assertThat;

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
    /** A minute's work for a lane. */
    private static final int MANY = 300;
    private static final int MILLIS = 200;

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
        api.submit(job("long", "", List.of(-1)));
        assertThat(log.comes(TracedTask.MARK + "long" + TracedTask.STARTED)).isTrue();
        Tree many = api.submit(job("many", "", Collections.nCopies(MANY, MILLIS)));
        assertThat(log.comes(TracedTask.MARK + "many" + TracedTask.STARTED)).isTrue();
        assertThat(log.marked(TracedTask.MARK, FUNCTION)).doesNotContain("long" + TracedTask.ENDED);

        api.delete(Api.path(many)).expect(202);

        assertThat(log.comes(many.get("id").text() + DROPPED)).isTrue();
        int started = startedInTheEnd("many");
        assertThat(started).isPositive().isLessThan(MANY);
        assertThat(api.outcomes(many)).hasSizeLessThanOrEqualTo(started);
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

    private String job(String name, String params, List<Integer> elements) {
        return "{\"task\":\"traced\",\"chunkSize\":1,\"params\":{" + params + "\"name\":\"" + name + "\",\"gate\":\""
            + gate.toString().replace("\\", "\\\\") + "\"},\"elements\":" + elements + "}";
    }
}
