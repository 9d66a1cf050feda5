package dev.elementwise.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static final JsonLimits LIMITS = new JsonLimits(64, Map.of("params", 64), Map.of("elements", 100));

    @Test
    void valuesComeAsJavaKnowsThem() {
        String text = " {\"elements\": [1, -0, 9223372036854775808, 1.0, 1E+2, true, null, \"\\u00e9\\ud83d\\ude00\"], "
            + "\"other\": {\"a\": []}} ";

        assertThat(read(text).value()).isEqualTo(Map.of(
            "elements", Arrays.asList(1L, 0L, BigInteger.ONE.shiftLeft(63), new BigDecimal("1.0"),
                new BigDecimal("1E+2"), true, null, "é😀"),
            "other", Map.of("a", List.of())));
        assertThat(read(text).flaws().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\":1,}", "NaN", "Infinity", "01", "1.", "+1", "'a'", "{a:1}",
        "// c\n1", "/* c */ 1", "1 2", "{} {}", "{}x", "tru", "\"a", "\"\n\"", "{\"a\":1 \"b\":2}", "\uFEFF{}",
        "{\"a\":1,\"a\":2}", "{\"x\":{\"a\":null,\"\\u0061\":null}}"})
    void textThatIsNoJsonOrMeansTwoThingsIsMalformed(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void invalidUtf8IsMalformedWhereverItStands() {
        List<byte[]> wrong = List.of(new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80});
        for (byte[] bytes : wrong) {
            String latin = new String(bytes, StandardCharsets.ISO_8859_1);
            byte[] text = ("[\"" + latin + "\"]").getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> StrictJson.read(text, LIMITS)).isInstanceOf(MalformedJsonException.class);
        }
        assertThat(read("[\"\uFFFD\"]").value()).isEqualTo(List.of("\uFFFD"));
    }

    @Test
    void otherEncodingsOfUnicodeAreMalformed() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32LE"))) {
            assertThatThrownBy(() -> StrictJson.read("{}".getBytes(charset), LIMITS))
                .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void depthIsCountedFromAnElementOrAField() {
        assertThat(readAnySize("{\"elements\": [" + nested(64) + "], \"params\": {}}").flaws().isEmpty()).isTrue();
        assertThat(readAnySize("{\"elements\": [0, " + nested(65) + "]}").flaws().first())
            .extracting(Flaw::pointer).containsExactly("/elements/1");
        assertThat(readAnySize("{\"x/y\": " + nested(65) + "}").flaws().first())
            .extracting(Flaw::pointer).containsExactly("/x~1y");
        assertThat(readAnySize("{\"elements\": [" + nested(100_000) + "]}").flaws().first())
            .extracting(Flaw::pointer).containsExactly("/elements/0");
    }

    @Test
    void loneSurrogatesAreFoundInValuesAndKeys() {
        assertThat(flaws("{\"elements\": [\"\\ud800\", \"a\\udc00\", {\"x/y\": [\"\\ud83d\"]}, \"\\ud83d\\ude00\"]}"))
            .containsExactly("/elements/0", "/elements/1", "/elements/2/x~1y/0");
        assertThat(flaws("{\"elements\": [{\"\\ud800\": 1}]}")).containsExactly("/elements/0");
        assertThat(flaws("{\"\\udfff\": 1}")).containsExactly("");
    }

    @Test
    void numbersOutsideADoubleAreFoundWithoutWritingThemOut() {
        String large = "9".repeat(310);
        assertThat(flaws("{\"elements\": [1e400, -1e400, 1e-400, 1e999999999, 1e-99999999999, " + large + "]}"))
            .containsExactly("/elements/0", "/elements/1", "/elements/2", "/elements/3", "/elements/4", "/elements/5");
        assertThat(read("[1.7976931348623157e308, 5e-324, 0e999999999, -0.0]").value()).isEqualTo(List.of(
            new BigDecimal("1.7976931348623157e308"), new BigDecimal("5e-324"), BigDecimal.ZERO,
            new BigDecimal("0.0")));
    }

    @Test
    void sizesAreThoseOfTheTextAsSent() {
        assertThat(flaws("{\"elements\": [\"" + "x".repeat(98) + "\"]}")).isEmpty();
        assertThat(flaws("{\"elements\": [1, \"" + "x".repeat(99) + "\"]}")).containsExactly("/elements/1");
        assertThat(flaws("{\"elements\": [\"" + "é".repeat(50) + "\"]}")).containsExactly("/elements/0");
        assertThat(flaws("{\"elements\": [[" + " ".repeat(98) + "]]}")).isEmpty();
        assertThat(flaws("{\"elements\": [[" + " ".repeat(99) + "]]}")).containsExactly("/elements/0");
        assertThat(flaws("{\"params\": {\"a\":\"" + "x".repeat(60) + "\"}}")).containsExactly("/params");
    }

    @Test
    void theFirstTwentyFlawsAreKeptAndAllAreCounted() {
        Flaws flaws = read("{\"elements\": [" + "1e400,".repeat(99) + "1e400]}").flaws();

        assertThat(flaws.count()).isEqualTo(100);
        assertThat(flaws.first()).hasSize(20).last().extracting(Flaw::pointer).isEqualTo("/elements/19");
    }

    @Test
    void whatIsReadIsWrittenAsJsonAgain() {
        for (String text : List.of("[1E+2,1.0,-1.5E-7,123456789012345678901234567890,1E+308]", "[\"\\u0000\\n\"]")) {
            Object value = read(text).value();
            assertThat(read(Json.write(value)).value()).isEqualTo(value);
        }
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static List<String> flaws(String text) {
        return read(text).flaws().first().stream().map(Flaw::pointer).toList();
    }

    private static StrictJson.Reading readAnySize(String text) {
        JsonLimits limits = new JsonLimits(64, Map.of(), Map.of("elements", Integer.MAX_VALUE));
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8), limits);
    }

    private static StrictJson.Reading read(String text) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8), LIMITS);
    }
}
