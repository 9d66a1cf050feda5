package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private static final String TEMPLATE = """
            Parameters:
              Mode: {Type: String, AllowedValues: ["on", "off"], Default: "on"}
              Size: {Type: Number, MinValue: 1, MaxValue: 10, Default: 5}
              Name: {Type: String, AllowedPattern: "[a-z]+", MinLength: 2, MaxLength: 4, Default: abc}
              Sizes: {Type: "List<Number>", Default: "1,2"}
              Needed: {Type: String}
            Resources: {}
            Outputs:
              All: {Value: !Sub "${Mode} ${Size} ${Name} ${Needed}"}
            """;

    @TempDir
    private Path folder;

    @Test
    void givenValuesReplaceDefaults() throws IOException {
        assertThat(new Written(folder).read(TEMPLATE, Map.of("Needed", "x", "Size", "10")).outputs())
                .singleElement().satisfies(output -> assertThat(output.value()).isEqualTo("on 10 abc x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Mode | maybe | The parameter Mode cannot be \"maybe\": it takes one of on, off.",
            "Size | 11 | The parameter Size cannot be \"11\": it takes a number from 1 to 10.",
            "Size | ten | The parameter Size cannot be \"ten\": it takes a number from 1 to 10.",
            "Name | abcde | The parameter Name cannot be \"abcde\": it takes 2 to 4 characters.",
            "Name | ABC | The parameter Name cannot be \"ABC\": it takes what matches [a-z]+.",
            "Sizes | 1,x | The parameter Sizes cannot be \"x\": it takes a number.",
            "Sise | 1 | There is no parameter Sise; the template has Mode, Size, Name, Sizes, Needed."})
    void valueThatIsNotAllowedIsRefusedWithWhatIs(String name, String value, String sentence) {
        assertThatThrownBy(() -> new Written(folder).read(TEMPLATE, Map.of("Needed", "x", name, value)))
                .isInstanceOf(InvalidParameters.class).hasMessage(sentence);
    }

    @Test
    void valueThatMustNotBeShownIsNotShown() {
        String template = "Parameters:\n  Key: {Type: String, NoEcho: true, MinLength: 20}\nResources: {}\n";

        assertThatThrownBy(() -> new Written(folder).read(template, Map.of("Key", "secret"))).hasMessage(
                "The parameter Key cannot be what was given: it takes 20 to 4096 characters.");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> new Written(folder).read(TEMPLATE, Map.of("Mode", "x")))
                .hasMessage("""
                        The parameter Mode cannot be "x": it takes one of on, off.
                        The parameter Needed has no default: give it a value.""");
    }

    @Test
    void ruleThatDoesNotHoldIsToldByWhatItSays() {
        String template = """
                Parameters:
                  Mode: {Type: String, Default: plain}
                  Pool: {Type: String, Default: ""}
                Rules:
                  PoolIsGiven:
                    RuleCondition: !Equals [!Ref Mode, pool]
                    Assertions:
                      - {Assert: !Not [!Equals [!Ref Pool, ""]], AssertDescription: give a Pool}
                Resources: {}
                """;

        assertThatCode(() -> new Written(folder).read(template, Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> new Written(folder).read(template, Map.of("Mode", "pool", "Pool", "p")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Written(folder).read(template, Map.of("Mode", "pool")))
                .isInstanceOf(InvalidParameters.class)
                .hasMessage("The parameters are against the rule PoolIsGiven: give a Pool.");
    }

    @Test
    void ruleThatAsksForWhatIsNotEmulatedIsNotTakenForABrokenOne() {
        String template = """
                Parameters:
                  Mode: {Type: String, Default: plain}
                Rules:
                  ModeIsKnown:
                    Assertions:
                      - {Assert: !And [!Contains [[plain], !Ref Mode], !Equals [a, a]], AssertDescription: refused}
                Resources: {}
                """;

        assertThatThrownBy(() -> new Written(folder).read(template, Map.of()))
                .isInstanceOf(UnsupportedTemplate.class).hasMessageContaining("Contains");
    }
}
