package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapOptionsTest {

    @Test
    void negativeNumbersAreElements() {
        assertThat(parse("identity", "-5", "-1.5e3").elements()).containsExactly("-5", "-1.5e3");
    }

    @Test
    void whatFollowsTwoDashesIsNoOption() {
        assertThat(parse("identity", "--", "1", "2").elements()).containsExactly("1", "2");
    }

    @Test
    void bareWordIsToldHowToQuote() {
        assertThatThrownBy(() -> parse("identity", "word"))
                .hasMessage("The element word is not JSON; a string needs its quotes: '\"word\"'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "identity                        | Give the elements",
        "identity 1 -                    | not both",
        "identity 1 --range 0:1:1        | not both",
        "identity - --range 0:1:1        | not both",
        "identity --range 0:1:1:1        | --range takes START:STOP:STEP",
        "identity --range a              | --range takes START:STOP:STEP",
        "identity 1 --url localhost:3000 | --url takes an address",
        "identity 1 --url http://        | --url takes an address",
        "identity 1 --url http://a:65536 | --url takes an address",
        "identity 1 --output=            | --output takes a path",
        "identity --range 99999999999999999999 | whole numbers of 64 bits",
        "identity 1 --url                | --url needs a value",
        "identity 1 --label --url http://a | --label needs a value",
        "identity 1 --bogus              | There is no option --bogus",
        "identity 1 --bogus=1            | There is no option --bogus",
        "identity 1 --verbose=1          | --verbose takes no value",
        "identity 1 --verbose --url http://a | --verbose shows the log of a system of map's own",
        "identity 1 --params {           | --params takes a JSON object",
        "identity 1 --label a --label b  | --label is given 2 times",
        "identity 1,2                    | is not JSON",
    })
    void mistakesAreToldInASentence(String line, String sentence) {
        assertThatThrownBy(() -> parse(line.split(" +"))).isInstanceOf(CommandException.class)
                .hasMessageContaining(sentence)
                .extracting("exitCode").isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({"7, 0, 7, 1", "2:7, 2, 7, 1", "7:-2:-3, 7, -2, -3"})
    void rangeIsReadAsPythonCountsIt(String text, long start, long stop, long step) {
        assertThat(parse("identity", "--range", text).range()).contains(new Range(start, stop, step));
    }

    private static MapOptions parse(String... line) {
        return MapOptions.parse(List.of(line));
    }
}
