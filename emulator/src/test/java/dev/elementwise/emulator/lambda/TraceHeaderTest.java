package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
    private static final String ROOT = "1-67891233-abcdef012345678912345678";

    @Test
    void callsAreCountedForEachFunctionInAChain() {
        TraceHeader header = TraceHeader.begin().calling("F").calling("G").calling("F");

        assertThat(header.calls("F")).isEqualTo(2);
        assertThat(header.calls("G")).isEqualTo(1);
        assertThat(header.calls("H")).isZero();
    }

    @Test
    void headerIsReadAsItWasWritten() {
        TraceHeader header = TraceHeader.begin().calling("F").calling("G");

        TraceHeader read = TraceHeader.read(header.toString()).orElseThrow();

        assertThat(read.root()).isEqualTo(header.root());
        assertThat(read.lineage()).isEqualTo(header.lineage());
    }

    @Test
    void headerHasTheFormOfXray() {
        assertThat(TraceHeader.begin()).asString()
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
        assertThat(TraceHeader.begin().calling("F")).asString().matches(".*;Sampled=0;Lineage=[0-9a-f]{8}:1");
    }

    @Test
    void headerOfACallerGoesOnWithItsChain() {
        assertThat(TraceHeader.read("Self=1-67891234-12456789abcdef012345678; Root=" + ROOT))
                .map(TraceHeader::root).contains(ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "Root", "=", "Lineage=00000000:3", "Parent=53995c3f42cd8ad8"})
    void textWithoutAChainIsNone(String text) {
        assertThat(TraceHeader.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", ":", "00000000", "00000000:", "00000000:many", "00000000:-1",
        "00000000:12345678901"})
    void lineageThatCannotBeReadCountsNothing(String lineage) {
        assertThat(TraceHeader.read("Root=" + ROOT + ";Lineage=" + lineage).orElseThrow().lineage()).isEmpty();
    }
}
