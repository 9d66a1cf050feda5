package dev.elementwise.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictLinesTest {

    private static final JsonLimits LIMITS = new JsonLimits(2, Map.of(), Map.of("elements", 20));

    @Test
    void everyLineIsAnItem() {
        assertThat(read("1\n\n \"a\" \r\n{\"b\":[2]}\nnull\n").value())
            .isEqualTo(Map.of("elements", Arrays.asList(1L, "a", Map.of("b", List.of(2L)), null)));
        assertThat(read("").value()).isEqualTo(Map.of("elements", List.of()));
        assertThat(read("\n\n").value()).isEqualTo(Map.of("elements", List.of()));
        assertThat(read("7").value()).isEqualTo(Map.of("elements", List.of(7L)));
    }

    @Test
    void carriageReturnAloneIsWhiteSpace() {
        assertThat(read("{\"a\":\r1}\r\n2\r\n").value())
            .isEqualTo(Map.of("elements", List.of(Map.of("a", 1L), 2L)));
        assertThatThrownBy(() -> read("8\n9\r10\n")).hasMessageStartingWith("Line 2 is not one JSON text. ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1~2 3~4|2", "1~~x~|3", "1~2,~|2", "1~[2,~3]~|2", "{\"a\":~1~2~|1",
        "1~{\"a\":1,\"a\":2}|2", "1~\"a|2", "1~2}|2", "[1]~[|2"})
    void firstLineThatIsMalformedIsNamed(String lines, int number) {
        assertThatThrownBy(() -> read(lines.replace('~', '\n'))).isInstanceOf(MalformedJsonException.class)
            .hasMessageStartingWith("Line " + number + " is not one JSON text. ").hasMessageNotContaining("at line");
    }

    @Test
    void lineThatIsNoUtf8IsNamed() {
        byte[] text = "1\n\"?\"\n".getBytes(StandardCharsets.US_ASCII);
        text[3] = (byte) 0xFF;

        assertThatThrownBy(() -> StrictLines.read(text, "elements", LIMITS)).hasMessageStartingWith("Line 2 ");
    }

    @Test
    void flawsHaveTheirPlacesInTheList() {
        Flaws flaws = read("1\n\"" + "x".repeat(30) + "\"\n[[1]]\n[[[1]]]\n{\"a\":1e400}\n\"\\ud800\"\n").flaws();

        assertThat(flaws.first()).extracting(Flaw::pointer)
            .containsExactly("/elements/1", "/elements/3", "/elements/4/a", "/elements/5");
    }

    @Test
    void itemsAreAsDeepAsThoseOfAListMayBe() {
        byte[] object = "{\"elements\":[{\"a\":{}}]}".getBytes(StandardCharsets.UTF_8);

        assertThat(StrictJson.read(object, LIMITS).flaws().isEmpty()).isTrue();
        assertThat(read("{\"a\":{}}").flaws().isEmpty()).isTrue();
        assertThat(read("{\"a\":{\"b\":{}}}").flaws().isEmpty()).isFalse();
        assertThat(read("[".repeat(2_000) + "]".repeat(2_000)).flaws().isEmpty()).isFalse();
    }

    private static StrictJson.Reading read(String text) {
        return StrictLines.read(text.getBytes(StandardCharsets.UTF_8), "elements", LIMITS);
    }
}
