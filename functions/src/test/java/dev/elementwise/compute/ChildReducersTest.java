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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
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
    private static final String DEATH = "the reducer took its process down, for example out of memory";

    private final AtomicInteger children = new AtomicInteger();
    private final ChildReducers reducers = new ChildReducers(lanes -> {
        children.incrementAndGet();
        return ChildProcess.start(new ChildCommand(Program.class, List.of()).withHeap(HEAP_MEGABYTES));
    });

    @AfterEach
    void close() {
        reducers.close();
    }

    @Test
    void childGivesWhatThisProcessDoes() {
        JobSpec job = job("join");
        Reduction here = new Reductions(catalogue()).of(job).orElseThrow();
        Reduction there = reductions(Reductions.LIMIT).of(job).orElseThrow();
        List<Outcome> outcomes = outcomes("\"two ü\"", "null", "[1.50,{\"a\":2}]");

        List<String> partials = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String partial = there.partial(List.of(outcome), LongUnaryOperator.identity()).orElseThrow();
            assertThat(here.partial(List.of(outcome), LongUnaryOperator.identity())).contains(partial);
            partials.add(partial);
        }

        assertThat(there.partial(outcomes, LongUnaryOperator.identity())).isEqualTo(there.combine(partials))
            .isEqualTo(here.partial(outcomes, LongUnaryOperator.identity()));
        assertThat(there.result(partials)).isEqualTo(here.result(partials));
        assertThat(children).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "no-json", "missing"})
    void whatIsThrownIsToldInTheSameWordsAndLeavesTheChild(String reducer) {
        JobSpec job = job(reducer);
        Reduction here = new Reductions(catalogue()).of(job).orElseThrow();
        Reduction there = reductions(Reductions.LIMIT).of(job).orElseThrow();
        List<Outcome> outcomes = outcomes("1");

        Optional<String> partial = there.partial(outcomes, LongUnaryOperator.identity());

        assertThat(message(there, partial)).isEqualTo(
            message(here, here.partial(outcomes, LongUnaryOperator.identity())));
        there.partial(outcomes, LongUnaryOperator.identity());
        assertThat(children).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"exit, {index=0; message=", "memory, {index=0; message=", "exit-combining, {message="})
    void deathIsTheJobsErrorForAllItsValuesAndNoOthers(String reducer, String begin) {
        Reduction deadly = reductions(Reductions.LIMIT).of(job(reducer)).orElseThrow();
        List<Outcome> outcomes = outcomes("1", "2", "3");

        Optional<String> partial = deadly.partial(outcomes, LongUnaryOperator.identity());

        assertThat(deadly.result(partial.stream().toList()).error().orElseThrow())
            .hasToString(begin.replace(';', ',') + DEATH + "}");
        assertThat(message(deadly, deadly.partial(outcomes, LongUnaryOperator.identity()))).isEqualTo(DEATH);
        assertThat(children).hasValue(1);
        Reduction other = reductions(Reductions.LIMIT).of(job("join")).orElseThrow();
        assertThat(other.result(other.partial(outcomes, LongUnaryOperator.identity()).stream().toList()).value())
            .isEqualTo("1 2 3!");
        assertThat(children).hasValue(2);
    }

    @Test
    void oneThatNeverComesBackIsLateAndItsChildIsEnded() throws InterruptedException {
        long before = ProcessHandle.current().descendants().count();
        Reductions reductions = reductions(Duration.ofSeconds(3));
        Reduction stuck = reductions.of(job("spin")).orElseThrow();

        Optional<String> partial = stuck.partial(outcomes("1"), LongUnaryOperator.identity());

        assertThat(message(stuck, partial)).isEqualTo("the reducer took more than 3.0 s");
        while (reductions.areStuck() || ProcessHandle.current().descendants().count() > before) {
            Thread.sleep(10);
        }
    }

    @Test
    void wantOfAChildIsNoErrorOfTheReducer() {
        ChildReducers none = new ChildReducers(lanes -> {
            throw new IsolationException("as asked");
        });
        Reduction reduction = new Reductions(none, Reductions.LIMIT).of(job("join")).orElseThrow();

        assertThatThrownBy(() -> reduction.partial(outcomes("1"), LongUnaryOperator.identity()))
            .isInstanceOf(ReducerUnavailableException.class);
    }

    private Reductions reductions(Duration limit) {
        return new Reductions(reducers, limit);
    }

    private static String message(Reduction reduction, Optional<String> partial) {
        return String.valueOf(reduction.result(partial.stream().toList()).error().orElseThrow().get("message"));
    }

    private static JobSpec job(String reducer) {
        return Jobs.reducing("{\"name\":\"" + reducer + "\"}",
            Jobs.of("reduced", Jobs.list(3, 64, new SettableClock())));
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
                "exit-combining", reducer((one, other) -> exit()), "no-json", odd(() -> Double.NaN),
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
