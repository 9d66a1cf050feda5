package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Outcome;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.schema.Schema;
import dev.elementwise.task.Computation;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what a computation gives or throws, and what the log says of it. */
final class ElementRunnerTest {

    private final List<String> logged = new ArrayList<>();
    private final ErrorTraces traces = new ErrorTraces(logged::add);

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800"})
    void loneSurrogateIsNoValue(String text) {
        assertThat(line(run(element -> List.of(text)))).contains("lone surrogate");
        assertThat(line(run(element -> Map.of(text, 1)))).contains("lone surrogate");
    }

    @Test
    void pairOfSurrogatesIsAValue() {
        assertThat(line(run(element -> "\ud83d\ude00"))).contains("\"value\":\"\ud83d\ude00\"");
    }

    /** The next element of the thread, perhaps of another job, would be told that it is interrupted. */
    @Test
    void interruptIsItsElementsOwn() {
        run(element -> {
            Thread.currentThread().interrupt();
            return 1;
        });
        assertThat(Thread.interrupted()).isFalse();

        run(element -> {
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void keyThatIsNoStringIsNamed() {
        assertThat(line(run(element -> Map.of(1, 2)))).contains("JSON has no key that is a java.lang.Integer");
    }

    @Test
    void arrayIsNamedAsItIsWrittenInJava() {
        assertThat(line(run(element -> new int[1]))).contains("JSON has no int[]; a List is an array in JSON");
    }

    @Test
    void listThatContainsItselfIsToldInASentence() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThat(line(run(element -> list))).contains("IllegalArgumentException", "or contains itself");
    }

    @Test
    void valueOfWhateverSizeIsTooLargeWithoutTheMemoryForIt() {
        List<Integer> endless = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return index;
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };

        assertThat(line(run(element -> endless))).contains("ValueTooLarge");
        assertThat(line(run(element -> Map.of("deep", List.of(endless))))).contains("ValueTooLarge");
    }

    @Test
    void largestValueIsWhatItsBytesAre() {
        int quotes = 2;

        assertThat(run(element -> "x".repeat(Outcome.LARGEST_VALUE - quotes)).succeeded()).isTrue();
        assertThat(line(run(element -> "x".repeat(Outcome.LARGEST_VALUE - quotes + 1)))).contains("ValueTooLarge");
        assertThat(line(run(element -> "ü".repeat(Outcome.LARGEST_VALUE / 2)))).contains("ValueTooLarge");
    }

    @Test
    void logHasTheTraceOfTheFirstErrorOfATypeAndNoMessage() {
        Computation computation = element -> {
            throw new IllegalStateException("element " + element, new ArithmeticException("of " + element));
        };

        run(computation);
        run(computation);

        assertThat(logged).singleElement().asString()
            .startsWith("Task test has thrown this, and maybe will again: java.lang.IllegalStateException\n\tat ")
            .contains(ElementRunnerTest.class.getName(), "\nCaused by: java.lang.ArithmeticException\n\tat ")
            .doesNotContain("secret").doesNotContain("at " + ElementRunner.class.getName() + ".");
    }

    @Test
    void exceptionWhoseCauseCannotBeReadIsTheElementsErrorAllTheSame() {
        Outcome outcome = run(element -> {
            throw new IllegalStateException() {
                @Override
                public Throwable getCause() {
                    throw new UnsupportedOperationException();
                }
            };
        });

        assertThat(outcome.succeeded()).isFalse();
        assertThat(logged).singleElement().asString()
            .endsWith("can't be read: " + UnsupportedOperationException.class.getName());
    }

    @Test
    void typeOfAnAnonymousExceptionIsTheNearestThatHasAName() {
        class Named extends IllegalStateException {
        }

        assertThat(line(run(element -> {
            throw new Named() { };
        }))).contains("\"type\":\"Named\"");
        assertThat(line(run(element -> {
            throw new Named();
        }))).contains("\"type\":\"Named\"");
    }

    @Test
    void valueThatJsonDoesNotHaveIsNothingThatTheTaskHasThrown() {
        run(element -> Double.NaN);

        assertThat(logged).isEmpty();
    }

    @Test
    void everyTypeHasATrace() {
        run(element -> {
            throw new IllegalStateException();
        });
        run(element -> {
            throw new AssertionError();
        });

        assertThat(logged).hasSize(2).last().asString().contains("java.lang.AssertionError\n\tat ");
    }

    @Test
    void whatATaskDoesToItsElementIsItsOwnMatter() {
        Map<String, Object> object = new HashMap<>(Map.of("list", new ArrayList<>(List.of(3L, 1L, 2L)), "name", "a"));

        Outcome outcome = runner(element -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> own = (Map<String, Object>) element;
            own.put("added", 1L);
            ((List<?>) own.get("list")).clear();
            return own;
        }).run(7, object);

        assertThat(line(outcome)).contains("\"list\":[]", "\"added\":1");
        assertThat(object).isEqualTo(Map.of("list", List.of(3L, 1L, 2L), "name", "a"));
    }

    @Test
    void logOfManyTypesIsBounded() {
        for (int type = 0; type < 300; type++) {
            traces.note("Task task-" + type, new IllegalStateException(), ElementRunner.class);
        }

        assertThat(logged).hasSize(100);
    }

    @Test
    void exceptionThatCannotSayWhatItIsIsItsElementsError() {
        assertThat(line(run(element -> {
            throw new Recursive();
        }))).contains("\"type\":\"Recursive\"", "could not be read: java.lang.StackOverflowError");
        assertThat(logged).last().asString().contains("whose trace can't be read");
    }

    private static final class Recursive extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            return "in " + this;
        }

        @Override
        public synchronized Throwable getCause() {
            throw new AssertionError(getMessage());
        }
    }

    private static String line(Outcome outcome) {
        return new String(outcome.line(), StandardCharsets.UTF_8);
    }

    private Outcome run(Computation computation) {
        return runner(computation).run(0, "secret");
    }

    private ElementRunner runner(Computation computation) {
        return new ElementRunner("test", computation, Schema.parse("true"), traces);
    }
}
