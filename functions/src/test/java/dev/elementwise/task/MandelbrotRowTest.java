package dev.elementwise.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.schema.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MandelbrotRowTest {

    private static final String SMALL = "{\"width\":8,\"height\":4,\"maxIterations\":50}";
    private static final String DETAIL =
        "{\"width\":5,\"height\":3,\"centerX\":-0.745,\"centerY\":0.11,\"scale\":0.01,\"maxIterations\":500}";

    /** Computed by a Python program written after the value schema's description alone. */
    static Stream<Arguments> rows() {
        return Stream.of(
            Arguments.of(SMALL, 0, "[[1,1],[2,1],[3,1],[4,1],[22,1],[5,1],[2,2]]"),
            Arguments.of("{\"width\":16,\"height\":5,\"maxIterations\":100}", 2,
                "[[1,2],[100,9],[7,1],[4,1],[3,1],[2,2]]"),
            Arguments.of(DETAIL, 1, "[[30,1],[45,1],[385,1],[120,1],[500,1]]"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void runsAreThoseAnIndependentProgramGives(String params, long row, String runs) throws Exception {
        assertThat(String.valueOf(compute(params(params), row).get("runs")).replace(" ", "")).isEqualTo(runs);
    }

    @Test
    void defaultsAreAFullHighDefinitionPicture() throws Exception {
        List<?> runs = (List<?>) compute(Params.NONE, 540).get("runs");
        assertThat(runs).hasSize(251);
        assertThat(runs.stream().mapToInt(run -> (Integer) ((List<?>) run).get(1)).sum()).isEqualTo(1920);
        assertThat(runs.stream().mapToLong(MandelbrotRowTest::iterations).sum()).isEqualTo(822_785);
    }

    private static long iterations(Object run) {
        List<?> pair = (List<?>) run;
        return (long) (Integer) pair.get(0) * (Integer) pair.get(1);
    }

    @Test
    void pointsOfTheSetHaveMaxIterationsAlsoWhenTheirOrbitIsCutShort() throws Exception {
        Params origin = new Params(Map.of("width", 1L, "height", 1L, "centerX", 0L, "maxIterations", 1_000_000L,
            "scale", new BigDecimal("1e-9")));
        assertThat(compute(origin, 0).get("runs")).isEqualTo(List.of(List.of(1_000_000, 1)));
    }

    @Test
    void rowBelowThePictureIsRefusedSayingWhichRowsThereAre() {
        assertThatThrownBy(() -> compute(params(SMALL), 4)).isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessage("Row 4 is outside the picture, whose rows go from 0 to 3");
    }

    @SuppressWarnings("unchecked")
    private static Params params(String json) {
        return new Params((Map<String, Object>) JsonText.read(json));
    }

    private static Map<?, ?> compute(Params params, long row) throws Exception {
        return (Map<?, ?>) new MandelbrotRow().open(params).apply(row);
    }
}
