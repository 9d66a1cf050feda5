package dev.elementwise.reduce;

import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import dev.elementwise.json.TextTooLongException;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reduction whose reducer is called in this process. Safe for use by several threads. */
final class LocalReduction implements Reduction {

    private static final int LONGEST_MESSAGE = 300;

    private final Reducer reducer;
    private final TimeLimit.Guard guard;
    private final ErrorTraces traces;

    /** With a reducer that comes back, and throws only what it means to. */
    LocalReduction(Reducer reducer) {
        this(reducer, TimeLimit.Guard.NONE, new ErrorTraces(trace -> { }));
    }

    /**
     * With a task's own reducer.
     *
     * @param traces takes what it throws
     */
    LocalReduction(Reducer reducer, TimeLimit.Guard guard, ErrorTraces traces) {
        this.reducer = reducer;
        this.guard = guard;
        this.traces = traces;
    }

    @Override
    public Optional<String> partial(List<Outcome> outcomes, LongUnaryOperator shown) {
        List<Outcome> values = Reduction.values(outcomes, shown);
        return Optional.ofNullable(guarded(() -> step(values))).map(LocalReduction::text);
    }

    private @Nullable Step guarded(Supplier<@Nullable Step> steps) {
        try {
            return guard.call(steps);
        } catch (TimeLimit.Exceeded e) {
            return new Step(null, error(Optional.empty(), e));
        }
    }

    private @Nullable Step step(List<Outcome> values) {
        Step step = null;
        for (Outcome value : values) {
            Step next = step(value);
            step = step == null ? next : combine(step, next);
        }
        return step;
    }

    @Override
    public Optional<String> combine(List<String> partials) {
        if (partials.size() < 2) {
            return partials.stream().findFirst();
        }
        return Reduction.firstError(partials).or(() -> Optional.ofNullable(
            guarded(() -> partials.stream().map(Step::read).reduce(this::combine).orElseThrow()))
            .map(LocalReduction::text));
    }

    @Override
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
            return tellable(new Result(guard.call(() -> reducer.result(step.value())), Optional.empty()));
        } catch (Throwable e) {
            return new Result(null, Optional.of(thrown(Optional.empty(), e)));
        }
    }

    private static Result tellable(Result result) {
        try {
            result.text();
            return result;
        } catch (TextTooLongException e) {
            throw new IllegalArgumentException("a result of more than " + Result.LARGEST + " characters", e);
        }
    }

    private Step step(Outcome value) {
        try {
            Object line = Objects.requireNonNull(Json.read(value.line()));
            return new Step(reducer.partial(value.index(), ((Map<?, ?>) line).get(Step.VALUE)), null);
        } catch (Throwable e) {
            return new Step(null, thrown(Optional.of(value.index()), e));
        }
    }

    private Step combine(Step one, Step other) {
        if (one.error() != null || other.error() != null) {
            return one.isToldBefore(other) ? one : other;
        }
        try {
            return new Step(reducer.combine(one.value(), other.value()), null);
        } catch (Throwable e) {
            return new Step(null, thrown(Optional.empty(), e));
        }
    }

    private Map<String, @Nullable Object> thrown(Optional<Long> index, Throwable cause) {
        Thrown.requireOwn(cause);
        traces.note("Reducer " + reducer.getClass().getName(), cause, LocalReduction.class);
        return error(index, cause);
    }

    /** The partial as text, or an error where that is too long or no JSON. */
    private static String text(Step step) {
        try {
            String text = step.text();
            if (text.getBytes(StandardCharsets.UTF_8).length <= Step.LARGEST) {
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
        return new IllegalArgumentException("a partial of more than " + Step.LARGEST + " bytes");
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
}
