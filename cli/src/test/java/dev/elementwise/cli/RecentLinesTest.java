package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentLinesTest {

    private final RecentLines lines = new RecentLines();

    @Test
    void faultIsToldWithTheLastLines() {
        IntStream.range(0, 100).forEach(line -> lines.accept("[F] line " + line));

        assertThat(lines.explain(CommandException.fault("It answers 502.")))
                .hasMessageStartingWith("It answers 502.\nThe log's last lines")
                .hasMessageContaining("\n  [F] line 90\n").hasMessageEndingWith("\n  [F] line 99")
                .hasMessageNotContaining("line 89").extracting("exitCode").isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void whatWasThrownIsToldWithoutItsFrames() {
        IllegalStateException thrown = new IllegalStateException("the table", new IOException("refused"));
        thrown.addSuppressed(new IOException("not closed"));
        thrown.setStackTrace(frames(30));
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));

        lines.accept("[SubmitFunction] Request r1 failed: POST /jobs");
        trace.toString().lines().forEach(line -> lines.accept("[SubmitFunction] " + line));

        CommandException explained = lines.explain(CommandException.fault("It answers 500."));
        assertThat(String.valueOf(explained.getMessage()).lines().skip(2)).containsExactly(
                "  [SubmitFunction] Request r1 failed: POST /jobs",
                "  [SubmitFunction] java.lang.IllegalStateException: the table",
                "  [SubmitFunction] \tSuppressed: java.io.IOException: not closed",
                "  [SubmitFunction] Caused by: java.io.IOException: refused");
    }

    private static StackTraceElement[] frames(int count) {
        return IntStream.range(0, count).mapToObj(frame -> new StackTraceElement("a.B", "c", "B.java", frame))
                .toArray(StackTraceElement[]::new);
    }

    @Test
    void whatTheLogKnowsNothingOfIsToldAsItIs() {
        CommandException refusal = CommandException.failure("It answers 422.");
        lines.accept("[F] a line");

        assertThat(lines.explain(refusal)).isSameAs(refusal);
    }

    @Test
    void faultWithoutLinesIsToldAsItIs() {
        CommandException fault = CommandException.fault("It answers 502.");

        assertThat(lines.explain(fault)).isSameAs(fault);
    }
}
