package dev.elementwise.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.schema.Schema;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    @Test
    void tasksAreListedByName() {
        assertThat(Catalogue.load(false).descriptions()).extracting(TaskDescription::name).isSorted().contains(
            "count-primes", "factorize", "identity", "mandelbrot-row", "monte-carlo-pi", "pbkdf2");
    }

    @Test
    void faultIsThereOnlyWhereItIsAskedFor() {
        assertThat(Catalogue.load(false).find("fault")).isEmpty();
        assertThat(Catalogue.load(true).find("fault")).isPresent();
    }

    @Test
    void unknownNameFindsNothing() {
        assertThat(Catalogue.load(true).find("unknown")).isEmpty();
    }

    @Test
    void twoTasksOfOneNameAreRefusedNamingBoth() {
        assertThatThrownBy(() -> Catalogue.of(List.of(new Identity(), new Identity())))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'identity'").hasMessageContaining(Identity.class.getName());
    }

    @Test
    void classThatIsNamedAndNotThereIsToldAndWhereItIsNamed(@TempDir Path classes) throws IOException {
        Path services = Files.createDirectories(classes.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(Task.class.getName()), "com.example.Odt\n");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()},
                Task.class.getClassLoader())) {
            assertThatIllegalArgumentException().isThrownBy(() -> Catalogue.load(false, loader))
                .withMessageContainingAll("com.example.Odt not found", "META-INF/services/" + Task.class.getName());
        }
    }

    @Test
    void schemasAreReadOnce() {
        CatalogueEntry entry = Catalogue.load(false).find("pbkdf2").orElseThrow();
        assertThat(entry.elementSchema()).isSameAs(entry.elementSchema());
        assertThat(entry.paramsSchema()).isSameAs(entry.paramsSchema());
    }

    static Stream<TaskDescription> everyTask() {
        return Catalogue.load(true).descriptions().stream();
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void schemasAreSchemas(TaskDescription task) {
        for (String schema : List.of(task.elementSchema(), task.paramsSchema(), task.valueSchema())) {
            Schema.parse(schema).requireWellFormed();
        }
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void exampleIsAJobOfTheTask(TaskDescription task) {
        assertThat(Example.of(task).name()).isEqualTo(task.name());
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void exampleIsValidByItsOwnSchemas(TaskDescription task) {
        Example example = Example.of(task);
        assertThat(Schema.parse(task.paramsSchema()).violations(example.params().values())).isEmpty();
        Schema element = Schema.parse(task.elementSchema());
        assertThat(example.elements()).isNotEmpty().allSatisfy(one -> assertThat(element.violations(one)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void valuesOfTheExampleAreValidByTheValueSchema(TaskDescription task) throws Exception {
        Example example = Example.of(task);
        Schema value = Schema.parse(task.valueSchema());
        Task found = Catalogue.load(true).find(task.name()).orElseThrow().task();
        try (Computation computation = found.open(example.params())) {
            for (Object element : example.elements().stream().filter(CatalogueTest::survives).toList()) {
                assertThat(value.violations(computation.apply(element))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "Largest", "with space"})
    void reducerWhoseNameCannotBeIsRefused(String name) {
        Map<String, Reducer> reducers = Map.of(name,
            Catalogue.load(false).find("factorize").orElseThrow().reducers().get("largest-factor"));

        assertThatIllegalArgumentException().isThrownBy(() -> Catalogue.of(List.of(reduced(reducers))))
            .withMessageContaining("named").withMessageContaining(name);
    }

    @Test
    void reducerThatIsNullIsRefused() {
        Map<String, Reducer> reducers = new HashMap<>();
        reducers.put("largest", null);

        assertThatIllegalArgumentException().isThrownBy(() -> Catalogue.of(List.of(reduced(reducers))))
            .withMessageContaining("Task 'named' has null as its reducer 'largest'");
    }

    private static Task reduced(Map<String, Reducer> reducers) {
        return new Task() {
            @Override
            public TaskDescription describe() {
                return TaskDescription.of("named", "Named", "Has a reducer.");
            }

            @Override
            public Computation open(Params params) {
                return element -> element;
            }

            @Override
            public Map<String, Reducer> reducers() {
                return reducers;
            }
        };
    }

    @Test
    void textThatIsNullIsRefused() {
        TaskDescription described = TaskDescription.of("digits", "Digits", "How many digits there are.");

        assertThatIllegalArgumentException().isThrownBy(() -> described.element(null))
            .withMessage("The schema of an element is null");
        assertThatIllegalArgumentException().isThrownBy(() -> described.example(null))
            .withMessage("The example is null");
    }

    private static boolean survives(Object element) {
        return !element.toString().contains("throw");
    }
}
