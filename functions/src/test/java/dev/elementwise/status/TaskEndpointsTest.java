package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elementwise.http.Headers;
import dev.elementwise.http.Request;
import dev.elementwise.json.Json;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Computation;
import dev.elementwise.task.FlawedTaskException;
import dev.elementwise.task.Identity;
import dev.elementwise.task.Params;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue as it is shown where one of its tasks has a flaw. */
class TaskEndpointsTest {

    private static final Request REQUEST = new Request("id", "GET", "/tasks", "", Headers.of(Map.of(), null), Map.of(),
        new byte[0], "caller", Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(strings = {"{\"task\":\"digits\",", "nonsense", "", "[]", "5"})
    void taskWhoseExampleIsNoJsonObjectIsNamedAndTheOthersAreListed(String example) {
        Map<?, ?> listed = list(new Described(digits().example(example)), new Identity());

        assertThat(names(listed, "tasks")).containsExactly("identity");
        assertThat(listed.get("flawed")).isEqualTo(List.of(
            Map.of("name", "digits", "flaw", "The example of the task digits is not JSON, or not what it has to be.")));
    }

    @Test
    void textThatIsNoSchemaIsNamed() {
        assertThat(list(new Described(digits().element("{"))).get("flawed")).asString()
            .contains("The schema of an element of the task digits");
        assertThat(list(new Described(digits().params("{\"type\":\"object\"} {}"))).get("flawed")).asString()
            .contains("The schema of the params of the task digits");
        assertThat(list(new Described(digits().value("5"))).get("flawed")).asString()
            .contains("The schema of a value of the task digits");
    }

    @Test
    void flawIsToldWhereTheTaskAloneIsAskedFor() {
        TaskEndpoints endpoints = new TaskEndpoints(Catalogue.of(List.of(new Described(digits().example("{")))));

        assertThatExceptionOfType(FlawedTaskException.class).isThrownBy(() -> endpoints.get(REQUEST, "digits"))
            .withMessage("The example of the task digits is not JSON, or not what it has to be.")
            .satisfies(e -> assertThat(e.inLog()).contains(Described.class.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":5}", "{\"$ref\":\"#\"}", "{\"$ref\":\"#/nowhere\"}",
        "{\"$ref\":\"http://127.0.0.1:1/x\"}", "{\"allOf\":[{\"$ref\":\"#/$defs/a\"}]}"})
    void jsonThatIsNoSchemaIsToldByTheFirstValueThatNeedsIt(String schema) {
        Catalogue catalogue = Catalogue.of(List.of(new Described(digits().element(schema))));

        assertThatExceptionOfType(FlawedTaskException.class)
            .isThrownBy(() -> catalogue.find("digits").orElseThrow().elementSchema().violations(1L))
            .withMessage("The schema of an element of the task digits is not JSON, or not what it has to be.")
            .satisfies(e -> assertThat(e.inLog()).contains(Described.class.getName(), schema));
    }

    @Test
    void listWithoutFlawsSaysNothingOfThem() {
        Map<?, ?> listed = list(new Described(digits()), new Identity());

        assertThat(names(listed, "tasks")).containsExactly("digits", "identity");
        assertThat(listed.containsKey("flawed")).isFalse();
    }

    private static Map<?, ?> list(Task... tasks) {
        String body = new TaskEndpoints(Catalogue.of(List.of(tasks))).list(REQUEST, "").body();
        return (Map<?, ?>) Objects.requireNonNull(Json.read(body));
    }

    private static List<String> names(Map<?, ?> listed, String field) {
        return ((List<?>) Objects.requireNonNull(listed.get(field))).stream()
            .map(task -> String.valueOf(((Map<?, ?>) task).get("name"))).toList();
    }

    private static TaskDescription digits() {
        return TaskDescription.of("digits", "Digits", "How many digits there are.");
    }

    private record Described(TaskDescription describe) implements Task {

        @Override
        public Computation open(Params params) {
            return element -> element;
        }
    }
}
