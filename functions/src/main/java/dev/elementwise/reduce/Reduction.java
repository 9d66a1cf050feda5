package dev.elementwise.reduce;

import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import dev.elementwise.json.TextTooLongException;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a job's values become one. A partial is kept as text: {@code {"value":...}}, or {@code {"error":...}} from the
 * first value that could not be taken; of two errors the one of the smaller index stays, so that here too the order
 * does not matter. Nothing is thrown for what a reducer does; where one can't be called just now that
 * is {@link ReducerUnavailableException}. Safe for use by several threads.
 */
public final class Reduction {

    /** The most bytes of a partial; 32 of them stand in the item of a job that one worker has finished in one step. */
    static final int LARGEST_PARTIAL = 8 * 1024;
    /** The most characters of a result: it is shown with its job. */
    public static final int LARGEST_RESULT = 64 * 1024;
    private static final String VALUE = "value";
    private static final String ERROR = "error";
    private static final int LONGEST_MESSAGE = 300;

    private final Reducer reducer;
    private final TimeLimit.Guard guard;

    /** With a reducer that comes back. */
    Reduction(Reducer reducer) {
        this(reducer, TimeLimit.Guard.NONE);
    }

    Reduction(Reducer reducer, TimeLimit.Guard guard) {
        this.reducer = reducer;
        this.guard = guard;
    }

    /** What is told of a job that has been reduced: a result, or what went wrong. */
    public record Result(@Nullable Object value, Optional<Map<?, ?>> error) {

        /** Of a job none of whose values counts. */
        public static final Result NONE = new Result(null, Optional.empty());

        /** What {@link #text} has made. */
        public static Result read(String text) {
            Step step = Step.read(text);
            return new Result(step.value(), Optional.ofNullable(step.error()));
        }

        /** As JSON, to be kept. */
        public String text() {
            return Json.write(error.isPresent() ? Map.of(ERROR, error.get()) : Collections.singletonMap(VALUE, value));
        }
    }

    /**
     * The partial of the outcomes that have a value; empty if none has.
     *
     * @param shown the index under which that of an outcome is shown
     */
    public Optional<String> partial(List<Outcome> outcomes, LongUnaryOperator shown) {
        List<Taken> taken = outcomes.stream().filter(Outcome::succeeded)
            .map(outcome -> new Taken(outcome, shown.applyAsLong(outcome.index()))).toList();
        return Optional.ofNullable(guarded(() -> step(taken))).map(Reduction::text);
    }

    /** An outcome that takes part, and the index under which it is shown. */
    private record Taken(Outcome outcome, long index) {
    }

    private @Nullable Step guarded(Supplier<@Nullable Step> steps) {
        try {
            return guard.call(steps);
        } catch (TimeLimit.Exceeded e) {
            return new Step(null, error(Optional.empty(), e));
        }
    }

    private @Nullable Step step(List<Taken> all) {
        Step step = null;
        for (Taken taken : all) {
            Step next = step(taken.outcome(), taken.index());
            step = step == null ? next : combine(step, next);
        }
        return step;
    }

    /** The partial of all partials; empty if there are none. Where one is an error, values are not combined for it. */
    public Optional<String> combine(List<String> partials) {
        if (partials.size() < 2) {
            return partials.stream().findFirst();
        }
        List<Step> steps = partials.stream().map(Step::read).toList();
        Optional<Step> error = steps.stream().filter(step -> step.error() != null).reduce(this::combine);
        return error.or(() -> Optional.ofNullable(guarded(() -> steps.stream().reduce(this::combine).orElseThrow())))
            .map(Reduction::text);
    }

    /** What a job shows that has these partials; a result that is null where there are none. */
    public Result result(List<String> partials) {
        Optional<String> all = combine(partials);
        if (all.isEmpty()) {
            return Result.NONE;
        }
        Step step = Step.read(all.get());
        if (step.error() != null) {
            return new Result(null, Optional.of(step.error()));
        }
        try {
            Object result = guard.call(() -> reducer.result(step.value()));
            requireShort(result);
            return new Result(result, Optional.empty());
        } catch (Throwable e) {
            return new Result(null, Optional.ofNullable(failed(Optional.empty(), e).error()));
        }
    }

    private static void requireShort(@Nullable Object result) {
        try {
            Json.writeEncodable(result, LARGEST_RESULT);
        } catch (TextTooLongException e) {
            throw new IllegalArgumentException("a result of more than " + LARGEST_RESULT + " characters", e);
        }
    }

    private Step step(Outcome outcome, long index) {
        try {
            Object line = Objects.requireNonNull(Json.read(outcome.line()));
            return new Step(reducer.partial(index, ((Map<?, ?>) line).get(VALUE)), null);
        } catch (Throwable e) {
            return failed(Optional.of(index), e);
        }
    }

    private Step combine(Step one, Step other) {
        if (one.error() != null || other.error() != null) {
            return one.isToldBefore(other) ? one : other;
        }
        try {
            return new Step(reducer.combine(one.value(), other.value()), null);
        } catch (Throwable e) {
            return failed(Optional.empty(), e);
        }
    }

    /** What a reducer has thrown as its error, unless it is not its own. */
    private static Step failed(Optional<Long> index, Throwable thrown) {
        Thrown.requireOwn(thrown);
        if (thrown instanceof ReducerUnavailableException unavailable) {
            throw unavailable;
        }
        return new Step(null, error(thrown instanceof ReducerEndedException ? Optional.empty() : index, thrown));
    }

    /** The partial as text, or an error where that is too long or no JSON. */
    private static String text(Step step) {
        try {
            String text = step.text();
            if (text.getBytes(StandardCharsets.UTF_8).length <= LARGEST_PARTIAL) {
                return text;
            }
            throw tooLong();
        } catch (TextTooLongException e) {
            return new Step(null, error(Optional.empty(), tooLong())).text();
        } catch (RuntimeException e) {
            return new Step(null, error(Optional.empty(), e)).text();
        }
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("a partial of more than " + LARGEST_PARTIAL + " bytes");
    }

    private static Map<String, @Nullable Object> error(Optional<Long> index, Throwable cause) {
        String message = Thrown.message(cause);
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        index.ifPresent(value -> error.put("index", value));
        error.put("message", encodable(message.isEmpty() ? cause.getClass().getSimpleName() : message));
        return error;
    }

    /** As much as is told of a message, without what is no character. */
    private static String encodable(String message) {
        String told = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        return new String(told.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** A partial in hand. */
    private record Step(@Nullable Object value, @Nullable Map<?, ?> error) {

        static Step read(String text) {
            Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(Json.read(text));
            return new Step(fields.get(VALUE), (Map<?, ?>) fields.get(ERROR));
        }

        String text() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put(error == null ? VALUE : ERROR, error == null ? value : error);
            return Json.writeEncodable(fields, LARGEST_PARTIAL);
        }

        boolean isToldBefore(Step other) {
            return error != null && (other.error == null || index() <= other.index());
        }

        private long index() {
            return error != null && error.get("index") instanceof Long index ? index : Long.MAX_VALUE;
        }
    }
}
