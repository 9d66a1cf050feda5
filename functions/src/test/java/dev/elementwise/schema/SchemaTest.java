package dev.elementwise.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final String POINT = """
        {"type":"object","required":["x","y"],"additionalProperties":false,"properties":{
           "x":{"type":"integer","minimum":0,"maximum":10}, "y":{"type":"number","exclusiveMinimum":0},
           "a/b~c":{"type":"string","minLength":2,"maxLength":3,"pattern":"^[a-z]+$"},
           "kind":{"enum":["dot","cross"]}, "tags":{"type":"array","items":{"type":"string"},"maxItems":2}}}""";

    /** What is wrong, as a pointer and a sentence, or nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{\"x\":1,\"y\":0.5}; ``",
        "{\"x\":1.0,\"y\":1e-3}; ``",
        "{\"x\":1,\"y\":2,\"a/b~c\":\"ab\",\"kind\":\"dot\",\"tags\":[]}; ``",
        "{\"x\":1.5,\"y\":1}; `/x This must be an integer.`",
        "{\"x\":-1,\"y\":1}; `/x This must be at least 0.`",
        "{\"x\":11,\"y\":1}; `/x This must be at most 10.`",
        "{\"x\":1,\"y\":0}; `/y This must be greater than 0.`",
        "{\"x\":1}; ` The field 'y' is missing.`",
        "{}; ` The fields 'x', 'y' are missing.`",
        "{\"x\":1,\"y\":1,\"z/\":1}; `/z~1 A field 'z/' is not known here; "
            + "there are 'x', 'y', 'a/b~c', 'kind', 'tags'.`",
        "{\"x\":1,\"y\":1,\"a/b~c\":\"a\"}; `/a~1b~0c This must have at least 2 characters.`",
        "{\"x\":1,\"y\":1,\"a/b~c\":\"abcd\"}; `/a~1b~0c This must have at most 3 characters.`",
        "{\"x\":1,\"y\":1,\"kind\":\"line\"}; `/kind This must be one of 'dot', 'cross'.`",
        "{\"x\":1,\"y\":1,\"tags\":[\"a\",2]}; `/tags/1 This must be a string.`",
        "{\"x\":1,\"y\":1,\"tags\":[\"a\",\"b\",\"c\"]}; `/tags This must have at most 2 items.`",
        "[]; ` This must be an object.`",
        "null; ` This must be an object.`"})
    void whatIsWrongIsSaidWithItsPlace(String value, String violation) {
        List<Violation> violations = Schema.parse(POINT).violations(JsonText.read(value));
        assertThat(violations.stream().map(v -> v.pointer() + " " + v.detail()))
            .isEqualTo(violation.isEmpty() ? List.of() : List.of(violation));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{\"additionalProperties\":false}; .",
        "{\"properties\":{},\"additionalProperties\":false}; `; there are none.`",
        "{\"properties\":{\"x\":{}},\"additionalProperties\":false}; `; there is 'x'.`",
        "{\"properties\":{\"x\":{},\"z\":false},\"additionalProperties\":false}; `; there is 'x'.`",
        "{\"allOf\":[{\"properties\":{\"z\":{}}}],\"properties\":{\"x\":{}},\"unevaluatedProperties\":false}; .",
        "{\"properties\":{\"x\":{}},\"patternProperties\":{\"^a\":{}},\"additionalProperties\":false}; ."})
    void whatThereIsIsSaidOfFieldsThatAreNotKnown(String schema, String rest) {
        assertThat(Schema.parse(schema).violations(Map.of("y", 1))).containsExactly(
            new Violation("/y", "A field 'y' is not known here" + rest));
    }

    @Test
    void patternIsExplainedByTheDescriptionNextToIt() {
        Schema schema = Schema.parse("{\"type\":\"string\",\"pattern\":\"^[0-9]+$\",\"description\":\"A decimal\"}");
        assertThat(schema.violations("x")).containsExactly(
            new Violation("", "This must match the pattern ^[0-9]+$ (A decimal)."));
    }

    /** The quick check judges the first schema, the library the second. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"pattern\":\"^[[$a]+$\"}", "{\"pattern\":\"^[[$a]+$\",\"not\":{\"const\":1}}"})
    void patternMeansWhatItMeansInEcmaScript(String schema) {
        assertThat(Schema.parse(schema).violations("a[$")).isEmpty();
        assertThat(Schema.parse(schema).violations("a\n")).hasSize(1);
        assertThat(Schema.parse(schema).violations("]")).hasSize(1);
    }

    @Test
    void secretsAreNeverQuoted() {
        Schema schema = Schema.parse("{\"type\":\"string\",\"pattern\":\"^x\",\"minLength\":20,\"maxLength\":3}");
        assertThat(schema.violations("hunter2")).hasSize(3)
            .noneSatisfy(violation -> assertThat(violation.detail()).contains("hunter2"));
    }

    @Test
    void rulesOfOddlyNamedFieldsAreFound() {
        Schema schema = Schema.parse("{\"properties\":{\"a b%/ü\":{\"type\":\"string\",\"minLength\":2}}}");
        assertThat(schema.violations(Map.of("a b%/ü", "x"))).containsExactly(
            new Violation("/a b%~1ü", "This must have at least 2 characters."));
    }

    @Test
    void rulesOfASchemaInsideWithItsOwnIdAreFound() {
        Schema schema = Schema.parse("{\"$id\":\"https://example.com/a\",\"required\":[\"x\"],\"properties\":{"
            + "\"x\":{\"$id\":\"/b\",\"required\":[\"y\"],\"properties\":{\"y\":{\"minLength\":2}}}}}");
        assertThat(schema.violations(Map.of())).containsExactly(new Violation("", "The field 'x' is missing."));
        assertThat(schema.violations(Map.of("x", Map.of("y", "z"))))
            .containsExactly(new Violation("/x/y", "This must have at least 2 characters."));
    }

    @Test
    void rulesOfAnotherDocumentAreNamed() {
        Schema schema = Schema.parse("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");
        assertThat(schema.violations(Map.of("minLength", -1L))).contains(
            new Violation("/minLength", "This does not satisfy 'minimum'."));
    }

    @Test
    void keywordsTheQuickCheckDoesNotKnowAreTheLibrarys() {
        Schema schema = Schema.parse("{\"$defs\":{\"even\":{\"multipleOf\":2}},"
            + "\"anyOf\":[{\"$ref\":\"#/$defs/even\"},{\"const\":3}],\"uniqueItems\":true}");
        assertThat(schema.violations(4L)).isEmpty();
        assertThat(schema.violations(new BigDecimal("3.0"))).isEmpty();
        assertThat(schema.violations(5L)).isNotEmpty();
        assertThat(schema.violations(List.of(1L, new BigDecimal("1.0")))).isNotEmpty();
        assertThat(schema.violations(List.of(1L, "1", Map.of("a", 1L)))).isEmpty();
    }

    @Test
    void lengthCountsCharactersNotUtf16() {
        Schema schema = Schema.parse("{\"maxLength\":1}");
        assertThat(schema.violations("😀")).isEmpty();
        assertThat(schema.violations("ab")).hasSize(1);
    }

    @Test
    void everyKindOfNumberIsJudgedByItsValue() {
        Schema schema = Schema.parse("{\"type\":\"integer\",\"maximum\":100}");
        for (Number number : List.of(100, 100L, BigInteger.valueOf(100), new BigDecimal("1e2"), 100.0)) {
            assertThat(schema.violations(number)).isEmpty();
        }
        for (Number number : List.of(101, 101L, BigInteger.TEN.pow(30), new BigDecimal("100.5"), 99.5)) {
            assertThat(schema.violations(number)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "{}", "{\"description\":\"Anything\",\"title\":\"Any\"}"})
    void schemaWithoutDemandsAcceptsEverything(String schema) {
        assertThat(Schema.parse(schema).acceptsEverything()).isTrue();
        assertThat(Schema.parse(schema).violations(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "{\"type\":\"null\"}", "{\"not\":{}}"})
    void schemaWithDemandsDoesNotAcceptEverything(String schema) {
        assertThat(Schema.parse(schema).acceptsEverything()).isFalse();
        assertThat(Schema.parse(schema).violations(1L)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{\"type\":\"string\",\"type\":\"null\"}"})
    void textThatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Schema.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"intger\"}", "{\"minimum\":\"0\"}", "3", "null"})
    void jsonThatIsNotASchemaIsRefused(String text) {
        assertThatThrownBy(() -> Schema.parse(text).requireWellFormed()).isInstanceOf(IllegalArgumentException.class);
    }
}
