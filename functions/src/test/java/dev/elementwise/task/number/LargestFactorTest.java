package dev.elementwise.task.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.task.Reducer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargestFactorTest {

    private final Reducer reducer = new LargestFactor();

    @Test
    void factorsAreComparedAsNumbersInAnyOrder() {
        Object nine = reducer.partial(0, List.of("3", "97"));
        Object ten = reducer.partial(1, List.of("2", "101"));

        assertThat(reducer.combine(nine, ten)).isEqualTo("101");
        assertThat(reducer.combine(ten, nine)).isEqualTo("101");
    }

    @Test
    void oneHasNoFactorsAndChangesNothing() {
        Object none = reducer.partial(0, List.of());

        assertThat(reducer.combine(none, "7")).isEqualTo("7");
        assertThat(reducer.combine("7", none)).isEqualTo("7");
        assertThat(reducer.combine(none, none)).isNull();
    }
}
