package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Computation;
import dev.elementwise.task.Identity;
import dev.elementwise.task.Params;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import dev.elementwise.time.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reducers in children that are processes, started as a function starts them. */
@Timeout(120)
final class ChildReducersTest {

    private static final int HEAP_MEGABYTES = 64;
    private static final String DEATH = "the reducer took its process down in each of 2 attempts, at last with exit "
        + "status %d, as System.exit does or an exhausted memory";

    private final AtomicInteger children = new AtomicInteger();
    private final Isolation isolation = lanes -> {
        children.incrementAndGet();
        return ChildProcess.start(new ChildCommand(Program.class, List.of()).withHeap(HEAP_MEGABYTES));
    };
    private final ChildReducers reducers = new ChildReducers(isolation, Reductions.LIMIT);

    @AfterEach
    void close() {
        reducers.close();
    }

    @Test
    void childGivesWhatThisProcessDoes() {
        Reduction here = local("join");
        Reduction there = reducers.of(job(), "join");
        List<Outcome> outcomes = outcomes("\"two \u00fc\"", "null", "[1.50,{\"a\":2}]");

        List<String> partials = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String partial = there.partial(List.of(outcome), LongUnaryOperator.identity()).orElseThrow();
            assertThat(here.partial(List.of(outcome), LongUnaryOperator.identity())).contains(partial);
            partials.add(partial);
        }

        assertThat(there.partial(outcomes, index -> index + 7)).isEqualTo(there.combine(partials))
            .isEqualTo(here.partial(outcomes, index -> index + 7));
        assertThat(there.result(partials)).isEqualTo(here.result(partials));
        assertThat(children).hasValue(1);
    }

    @Test
    void manyValuesAreNoMoreThanALittleMemoryCanTake() {
        List<Outcome> outcomes = outcomes(IntStream.range(0, 400).mapToObj(i -> '"' + "x".repeat(250_000) + '"')
            .toArray(String[]::new));

        assertThat(reducers.of(job(), "longest").partial(outcomes, LongUnaryOperator.identity()))
            .contains("{\"value\":250000}");
        assertThat(children).hasValue(1);
    }

    @Test
    void nothingIsAskedWhereThereIsNothingToReduce() {
        Reduction reduction = reducers.of(job(), "join");
        String error = Reduction.error("as asked");

        assertThat(reduction.partial(List.of(), LongUnaryOperator.identity())).isEmpty();
        assertThat(reduction.combine(List.of())).isEmpty();
        assertThat(reduction.combine(List.of("{\"value\":1}"))).contains("{\"value\":1}");
        assertThat(reduction.combine(List.of("{\"value\":1}", error, "{\"value\":2}"))).contains(error);
        assertThat(reduction.result(List.of())).isEqualTo(Reduction.Result.NONE);
        assertThat(reduction.result(List.of("{\"value\":1}", error))).isEqualTo(Reduction.Result.read(error));
        assertThat(children).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "throw-combining", "no-json"})
    void whatIsThrownIsToldInTheSameWordsAndLeavesTheChild(String reducer) {
        Reduction there = reducers.of(job(), reducer);
        List<Outcome> outcomes = outcomes("1", "2");

        Optional<String> partial = there.partial(outcomes, index -> index + 7);

        assertThat(partial).isEqualTo(local(reducer).partial(outcomes, index -> index + 7));
        assertThat(partial.orElseThrow()).startsWith("{\"error\":");
        there.partial(outcomes, index -> index + 7);
        assertThat(children).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"reduced, missing", "unknown, join"})
    void taskOrReducerThatIsNotThereIsTold(String task, String reducer) {
        Reduction there = reducers.of(Jobs.of(task, job()), reducer);

        assertThat(message(there, there.partial(outcomes("1"), LongUnaryOperator.identity())))
            .isEqualTo("the task has no reducer " + reducer + " any more");
    }

    @ParameterizedTest
    @CsvSource({"exit, 3", "memory, 1", "exit-combining, 3"})
    void secondDeathIsTheJobsErrorUntilTheChildIsClosedAndNoOthers(String reducer, int status) {
        JobSpec job = job();
        Reduction deadly = reducers.of(job, reducer);
        List<Outcome> outcomes = outcomes("1", "2", "3");

        Optional<String> partial = deadly.partial(outcomes, LongUnaryOperator.identity());

        assertThat(message(deadly, partial)).isEqualTo(DEATH.formatted(status));
        assertThat(reducers.of(job, reducer).partial(outcomes, LongUnaryOperator.identity())).isEqualTo(partial);
        assertThat(children).hasValue(2);
        Reduction other = reducers.of(job(), "join");
        assertThat(other.result(other.partial(outcomes, LongUnaryOperator.identity()).stream().toList()).value())
            .isEqualTo("1 2 3!");
        assertThat(children).hasValue(3);
        reducers.close();
        assertThat(deadly.partial(outcomes, LongUnaryOperator.identity())).isEqualTo(partial);
        assertThat(children).hasValue(5);
    }

    /** As when the machine is short of memory for a moment. */
    @Test
    void firstDeathAloneIsNoError() {
        AtomicInteger started = new AtomicInteger();
        try (ChildReducers mortal = new ChildReducers(lanes -> {
            Class<?> program = started.incrementAndGet() == 1 ? Mortal.class : Program.class;
            return ChildProcess.start(new ChildCommand(program, List.of()).withHeap(HEAP_MEGABYTES));
        }, Reductions.LIMIT)) {
            assertThat(mortal.of(job(), "join").partial(outcomes("1", "2"), LongUnaryOperator.identity()))
                .contains("{\"value\":\"1 2\"}");
        }
        assertThat(started).hasValue(2);
    }

    @Test
    void oneThatNeverComesBackIsLateAtItsFirstValueAndItsChildIsEnded() {
        long before = ProcessHandle.current().descendants().count();
        ChildReducers hasty = new ChildReducers(isolation, Duration.ofMillis(300));
        Reduction stuck = hasty.of(job(), "spin");

        Optional<String> partial = stuck.partial(outcomes("1", "2", "3"), LongUnaryOperator.identity());

        assertThat(message(stuck, partial)).isEqualTo("the reducer took more than 0.3 s");
        assertThat(children).hasValue(1);
        assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(before);
    }

    @Test
    void wantOfAChildIsNoErrorOfTheReducer() {
        ChildReducers none = new ChildReducers(lanes -> {
            throw new IsolationException("as asked");
        }, Reductions.LIMIT);
        Reduction reduction = none.of(job(), "join");

        assertThatThrownBy(() -> reduction.partial(outcomes("1"), LongUnaryOperator.identity()))
            .isInstanceOf(ReducerUnavailableException.class);
    }

    private static Reduction local(String reducer) {
        return new Reductions(catalogue()).unlimited("reduced", reducer);
    }

    private static String message(Reduction reduction, Optional<String> partial) {
        return String.valueOf(reduction.result(partial.stream().toList()).error().orElseThrow().get("message"));
    }

    private static JobSpec job() {
        return Jobs.of("reduced", Jobs.list(3, 64, new SettableClock()));
    }

    private static List<Outcome> outcomes(String... values) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String value : values) {
            outcomes.add(Outcome.value(outcomes.size(), value));
        }
        return outcomes;
    }

    private static Catalogue catalogue() {
        return Catalogue.of(List.of(new Reduced()));
    }

    /** A child that has the task with the reducers. */
    static final class Program {

        private Program() {
        }

        public static void main(String[] arguments) {
            ChildMain.run(ChildReducersTest::catalogue);
        }
    }

    /** A child that ends at the first call. */
    static final class Mortal {

        private Mortal() {
        }

        public static void main(String[] arguments) throws IOException {
            System.out.write(ChildFrames.READY);
            System.out.flush();
            System.in.read();
            System.exit(137);
        }
    }

    private static final class Reduced implements Task {

        @Override
        public TaskDescription describe() {
            return TaskDescription.of("reduced", "Reduced", "Has reducers of all kinds.");
        }

        @Override
        public Computation open(Params params) {
            return new Identity().open(params);
        }

        @Override
        public Map<String, Reducer> reducers() {
            return Map.of("join", reducer((one, other) -> one + " " + other),
                "exit-combining", reducer((one, other) -> exit()), "longest", new Longest(),
                "throw-combining", reducer((one, other) -> {
                    throw new ArithmeticException();
                }), "no-json", odd(() -> Double.NaN),
                "throw", odd(() -> {
                    throw new ArithmeticException();
                }),
                "exit", odd(Reduced::exit),
                "memory", odd(() -> new long[Integer.MAX_VALUE - 8]),
                "spin", odd(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }));
        }

        private static final class Longest implements Reducer {

            @Override
            public Object partial(long index, @Nullable Object value) {
                return String.valueOf(value).length();
            }

            @Override
            public Object combine(@Nullable Object one, @Nullable Object other) {
                return Math.max(((Number) Objects.requireNonNull(one)).longValue(),
                    ((Number) Objects.requireNonNull(other)).longValue());
            }
        }

        private static Object exit() {
            System.exit(3);
            return 0;
        }

        private static Reducer odd(Supplier<Object> partial) {
            return new Reducer() {
                @Override
                public Object partial(long index, @Nullable Object value) {
                    return partial.get();
                }

                @Override
                public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
                    return one;
                }
            };
        }

        private static Reducer reducer(BinaryOperator<Object> combining) {
            return new Reducer() {
                @Override
                public Object partial(long index, @Nullable Object value) {
                    return String.valueOf(value);
                }

                @Override
                public Object combine(@Nullable Object one, @Nullable Object other) {
                    return combining.apply(one, other);
                }

                @Override
                public Object result(@Nullable Object partial) {
                    return partial + "!";
                }
            };
        }
    }
}
