package dev.elementwise.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Reducer;
import dev.elementwise.time.SettableClock;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionTest {

    private static final String TOP_3 = "{\"name\":\"top\",\"n\":3}";
    private static final String HISTOGRAM = "{\"name\":\"histogram\",\"buckets\":[-5,0,0.5,1e10]}";

    private final JobSpec job = Jobs.range(10, 64, new SettableClock());
    private final Reductions reductions = new Reductions(Catalogue.load(false));

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"sum\"}", "{\"name\":\"min\"}", "{\"name\":\"max\"}", "{\"name\":\"count\"}",
        "{\"name\":\"mean\"}", HISTOGRAM, TOP_3, "{\"name\":\"top\",\"n\":100}"})
    void sameOutcomesGiveTheSameBitsHoweverTheyAreSplitAndOrdered(String reduce) {
        Reduction reduction = reduction(reduce);
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Outcome> outcomes = outcomes(random);
            String expected = Json.write(reduction.result(partial(reduction, outcomes).stream().toList()).value());

            assertThat(inPieces(reduction, outcomes, random)).as("seed " + seed).isEqualTo(expected);
            assertThat(inPieces(reduction, outcomes, random)).as("seed " + seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"sum\"}", TOP_3})
    void sameErrorIsToldHoweverOutcomesAreSplitAndOrdered(String reduce) {
        Reduction reduction = reduction(reduce);
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Outcome> outcomes = outcomes(random);
            outcomes.add(Outcome.value(outcomes.size(), "\"text\""));
            outcomes.add(Outcome.value(outcomes.size(), "[1]"));
            Collections.shuffle(outcomes, random);

            assertThat(inPieces(reduction, outcomes, random)).as("seed " + seed)
                .isEqualTo("{index=" + (outcomes.size() - 2) + ", message=not a number}");
        }
    }

    @Test
    void indicesAreThoseUnderWhichOutcomesAreShown() {
        List<Outcome> outcomes = List.of(Outcome.value(0, "5"), Outcome.value(1, "7"));
        List<String> partials = reduction(TOP_3).partial(outcomes, index -> 10 + index).stream().toList();

        assertThat(Json.write(reduction(TOP_3).result(partials).value()))
            .isEqualTo("[{\"index\":11,\"value\":7},{\"index\":10,\"value\":5}]");
    }

    @Test
    void whatTellsTheIndicesMayFailWithoutHarmToTheResult() {
        List<Outcome> outcomes = List.of(Outcome.value(0, "5"));

        assertThatThrownBy(() -> reduction(TOP_3).partial(outcomes, index -> {
            throw new IllegalStateException("throttled");
        })).hasMessage("throttled");
    }

    private static Optional<String> partial(Reduction reduction, List<Outcome> outcomes) {
        return reduction.partial(outcomes, LongUnaryOperator.identity());
    }

    /** Combines the partials of random pieces, two at a time, as they come. */
    private static String inPieces(Reduction reduction, List<Outcome> outcomes, Random random) {
        List<Outcome> shuffled = new ArrayList<>(outcomes);
        Collections.shuffle(shuffled, random);
        List<String> partials = new ArrayList<>();
        for (int from = 0; from < shuffled.size();) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(7));
            partial(reduction, shuffled.subList(from, to)).ifPresent(partials::add);
            from = to;
        }
        while (partials.size() > 1 + random.nextInt(4)) {
            String one = partials.remove(random.nextInt(partials.size()));
            String other = partials.remove(random.nextInt(partials.size()));
            reduction.combine(List.of(one, other)).ifPresent(partials::add);
        }
        Reduction.Result result = reduction.result(partials);
        return result.error().map(Object::toString).orElseGet(() -> Json.write(result.value()));
    }

    private static List<Outcome> outcomes(Random random) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int index = 0; index < random.nextInt(60); index++) {
            outcomes.add(random.nextInt(5) == 0
                ? Outcome.failure(index, new ElementError("Odd", "", 1)) : Outcome.value(index, number(random)));
        }
        return outcomes;
    }

    private static String number(Random random) {
        switch (random.nextInt(6)) {
            case 0:
                return Long.toString(random.nextLong());
            case 1:
                return Double.toString(random.nextGaussian());
            case 2:
                return Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
            case 3:
                return new BigInteger(100, random).toString();
            case 4:
                return random.nextInt(10) + ".0";
            default:
                return Integer.toString(random.nextInt(5));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sum | 0.1 0.2 | 0.3",
        "sum | 9007199254740993 9223372036854775807 1 | 9232379236109516801",
        "sum | 1e300 1 -1e300 | 1",
        "sum | 1.5 0.5 | 2",
        "sum | 1e20 0.0000000000000000000000001 | 100000000000000000000.0000000000000",
        "min | 3 -1.50 2 | -1.5",
        "max | 3 1e3 2 | 1000",
        "count | 1 null true | 3",
        "mean | 1 2 | 1.5",
        "mean | 1 1 2 | 1.333333333333333333333333333333333"})
    void resultIsExact(String name, String values, String expected) {
        Reduction.Result result = result("{\"name\":\"" + name + "\"}", values.trim().split(" "));

        assertThat(new BigDecimal(Json.write(result.value()))).isEqualByComparingTo(new BigDecimal(expected));
    }

    @Test
    void histogramCountsFromEachBoundUpToTheNext() {
        assertThat(Json.write(result(HISTOGRAM, "-6", "-5", "0", "0.49", "0.5", "3", "1e10", "1e11").value()))
            .isEqualTo("{\"buckets\":[-5,0,0.5,10000000000],\"counts\":[1,1,2,2,2]}");
    }

    @Test
    void topHasTheLargestFirstWithTheirIndices() {
        assertThat(Json.write(result(TOP_3, "5", "7", "7.0", "1", "6").value())).isEqualTo(
            "[{\"index\":1,\"value\":7},{\"index\":2,\"value\":7},{\"index\":4,\"value\":6}]");
    }

    @Test
    void failedElementsDoNotTakePartAndOfNoneTheResultIsNull() {
        Reduction reduction = reduction("{\"name\":\"count\"}");
        List<Outcome> failures = List.of(Outcome.failure(0, new ElementError("Odd", "", 1)));

        assertThat(partial(reduction, failures)).isEmpty();
        assertThat(reduction.result(List.of())).isEqualTo(new Reduction.Result(null, Optional.empty()));
    }

    @Test
    void numberOutsideADoubleIsTold() {
        assertThat(result("{\"name\":\"sum\"}", "1", "1e400").error().orElseThrow())
            .hasToString("{index=1, message=a number outside the range of a double, or of more than 1,100 digits "
                + "after the point}");
        assertThat(result("{\"name\":\"max\"}", "9".repeat(20_000)).error()).isPresent();
        assertThat(result(TOP_3, "9".repeat(41)).error()).isPresent();
    }

    @Test
    void whatAReducerThrowsIsToldInPlaceOfTheResult() {
        Reduction broken = new LocalReduction(new Broken());

        List<String> partials = partial(broken, List.of(Outcome.value(3, "1"), Outcome.value(4, "2"))).stream().toList();

        assertThat(broken.result(partials).error().orElseThrow()).hasToString("{message=as asked}");
    }

    @Test
    void whateverAReducerThrowsIsToldAsMuchAsCanBeStored() {
        String long300 = "\ud83d\ude00".repeat(149) + "x";
        Reduction broken = new LocalReduction(new Collecting() {
            @Override
            public @Nullable Object partial(long index, @Nullable Object value) {
                throw new Error(long300 + "\ud83d\ude00");
            }
        });

        List<String> partials = partial(broken, List.of(Outcome.value(3, "1"))).stream().toList();

        assertThat(broken.result(partials).error().orElseThrow())
            .hasToString("{index=3, message=" + long300 + "?}");
    }

    @Test
    void partialThatIsNoTextIsTold() {
        Reduction reduction = new LocalReduction(new Collecting() {
            @Override
            public @Nullable Object partial(long index, @Nullable Object value) {
                return "\ud83d";
            }
        });

        assertThat(reduction.result(partial(reduction, List.of(Outcome.value(0, "1"))).stream().toList()).error()
            .orElseThrow().get("message")).asString().contains("lone surrogate");
    }

    @Test
    void partialThatIsTooLongIsTold() {
        Reduction reduction = new LocalReduction(new Collecting());
        List<Outcome> outcomes = List.of(Outcome.value(0, "\"" + "x".repeat(9_000) + "\""));

        assertThat(reduction.result(partial(reduction, outcomes).stream().toList()).error().orElseThrow())
            .hasToString("{message=a partial of more than 8192 bytes}");
    }

    @Test
    void resultThatIsTooLongIsTold() {
        assertThat(givingText(70_000).result(List.of("{\"value\":1}")).error()).isPresent();
    }

    /** A reduction whose result is a string. */
    private static Reduction givingText(int length) {
        return new LocalReduction(new Collecting() {
            @Override
            public Object result(@Nullable Object partial) {
                return "x".repeat(length);
            }
        });
    }

    @Test
    void resultIsTheSameOnceItHasBeenKept() {
        Reduction sum = reduction("{\"name\":\"mean\"}");
        Reduction.Result value = sum.result(partial(sum, List.of(Outcome.value(0, "1.50"))).stream().toList());
        Reduction.Result error = result("{\"name\":\"sum\"}", "1", "\"two\"");

        assertThat(Reduction.Result.read(value.text())).isEqualTo(value);
        assertThat(Reduction.Result.read(error.text())).isEqualTo(error);
        assertThat(Reduction.Result.read(Reduction.Result.NONE.text())).isEqualTo(Reduction.Result.NONE);
    }

    @Test
    void valuesAreNotCombinedWhereThereIsAnError() {
        Reduction reduction = new LocalReduction(new Broken());
        List<String> values = List.of("{\"value\":1}", "{\"value\":2}");

        assertThat(reduction.combine(values)).contains("{\"error\":{\"message\":\"as asked\"}}");
        assertThat(reduction.combine(List.of(values.get(0), values.get(1),
            "{\"error\":{\"index\":7,\"message\":\"b\"}}", "{\"error\":{\"index\":3,\"message\":\"a\"}}")))
            .contains("{\"error\":{\"index\":3,\"message\":\"a\"}}");
    }

    @Test
    void resultOfAReducerThatIsGoneIsNoPartial() {
        assertThat(reduction("{\"name\":\"gone\"}").result(List.of("{\"value\":1}")).error().orElseThrow())
            .hasToString("{message=the task has no reducer gone any more}");
    }

    @Test
    void resultMayHaveAsManyCharactersAsAreSaid() {
        int quotes = 2;

        assertThat(givingText(Reduction.Result.LARGEST - quotes).result(List.of("{\"value\":1}")).error()).isEmpty();
        assertThat(givingText(Reduction.Result.LARGEST - quotes + 1).result(List.of("{\"value\":1}")).error())
            .isPresent();
    }

    @Test
    void reducerThatIsGoneIsTold() {
        assertThat(result("{\"name\":\"gone\"}", "1").error().orElseThrow())
            .hasToString("{index=0, message=the task has no reducer gone any more}");
    }

    @Test
    void tasksOwnReducerIsFound() {
        Reduction reduction =
            reductions.of(Jobs.reducing("{\"name\":\"largest-factor\"}", Jobs.of("factorize", job))).orElseThrow();

        assertThat(reduction.result(partial(reduction, List.of(Outcome.value(0, "[]"),
            Outcome.value(1, "[\"7\",\"101\"]"), Outcome.value(2, "[\"97\"]"))).stream().toList()).value())
            .isEqualTo("101");
    }

    private Reduction.Result result(String reduce, String... values) {
        Reduction reduction = reduction(reduce);
        List<Outcome> outcomes = new ArrayList<>();
        for (String value : values) {
            outcomes.add(Outcome.value(outcomes.size(), value));
        }
        return reduction.result(partial(reduction, outcomes).stream().toList());
    }

    private Reduction reduction(String reduce) {
        return reductions.of(Jobs.reducing(reduce, job)).orElseThrow();
    }

    private static class Collecting implements Reducer {
        @Override
        public @Nullable Object partial(long index, @Nullable Object value) {
            return value;
        }

        @Override
        public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
            return one;
        }
    }

    private static final class Broken extends Collecting {
        @Override
        public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
            throw new IllegalStateException("as asked");
        }
    }
}
