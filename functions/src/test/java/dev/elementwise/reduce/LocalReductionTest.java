package dev.elementwise.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Outcome;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.task.Reducer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a task's own reducer throws. */
class LocalReductionTest {

    private final List<String> logged = new ArrayList<>();
    private final ErrorTraces traces = new ErrorTraces(logged::add);

    @Test
    void logHasTheTraceOfTheFirstErrorOfATypeAndNoMessage() {
        Supplier<RuntimeException> error = () -> new NumberFormatException("For input string: secret");

        String partial = partial(error);
        partial(error);

        assertThat(partial).contains("For input string: secret");
        assertThat(logged).singleElement().asString()
            .startsWith("Reducer " + Throwing.class.getName() + " has thrown this, and maybe will again: "
                + "java.lang.NumberFormatException\n\tat ")
            .doesNotContain("secret").doesNotContain("at " + LocalReduction.class.getName() + ".");
    }

    @Test
    void exceptionThatCannotSayWhatItIsIsTheResultsError() {
        assertThat(partial(Unreadable::new))
            .contains("Its message could not be read: " + ArithmeticException.class.getName());
        assertThat(logged).hasSize(1);
    }

    private String partial(Supplier<RuntimeException> error) {
        return new LocalReduction(new Throwing(error), TimeLimit.Guard.NONE, traces)
            .partial(List.of(Outcome.value(0, "1")), LongUnaryOperator.identity()).orElseThrow();
    }

    private record Throwing(Supplier<RuntimeException> error) implements Reducer {

        @Override
        public Object partial(long index, @Nullable Object value) {
            throw error.get();
        }

        @Override
        public Object combine(@Nullable Object one, @Nullable Object other) {
            throw error.get();
        }
    }

    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new ArithmeticException();
        }

        @Override
        public String toString() {
            throw new ArithmeticException();
        }
    }
}
