package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
