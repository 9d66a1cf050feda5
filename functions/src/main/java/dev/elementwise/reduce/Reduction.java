package dev.elementwise.reduce;

import dev.elementwise.job.Outcome;
import dev.elementwise.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a job's values become one. A partial is kept as text: {@code {"value":...}}, or {@code {"error":...}} from the
 * first value that could not be taken; of two errors the one of the smaller index stays, so that here too the order
 * does not matter. Nothing is thrown for what a reducer does; where one can't be called just now that is
 * {@link ReducerUnavailableException}. Safe for use by several threads.
 */
public interface Reduction {

    /**
     * The partial of the outcomes that have a value; empty if none has.
     *
     * @param shown the index under which that of an outcome is shown
     */
    Optional<String> partial(List<Outcome> outcomes, LongUnaryOperator shown);

    /** The partial of all partials; empty if there are none. Where one is an error, values are not combined for it. */
    Optional<String> combine(List<String> partials);

    /** What a job shows that has these partials; a result that is null where there are none. */
    Result result(List<String> partials);

    /** The error that is told where these partials are one; empty if all of them are values. */
    static Optional<String> firstError(List<String> partials) {
        return partials.stream().map(Step::read).filter(step -> step.error() != null)
            .reduce((one, other) -> one.isToldBefore(other) ? one : other).map(Step::text);
    }

    /** The outcomes that have a value, each under the index under which it is shown. */
    static List<Outcome> values(List<Outcome> outcomes, LongUnaryOperator shown) {
        return outcomes.stream().filter(Outcome::succeeded).map(outcome -> new Outcome(
            shown.applyAsLong(outcome.index()), true, outcome.cpuNanos(), outcome.line())).toList();
    }

    /** A partial or a kept result that is an error of no value's. */
    static String error(String message) {
        return new Step(null, Map.of("message", message)).text();
    }

    /** What is told of a job that has been reduced: a result, or what went wrong. */
    record Result(@Nullable Object value, Optional<Map<?, ?>> error) {

        /** The most characters of a value: it is shown with its job. */
        public static final int LARGEST = 64 * 1024;
        private static final int AROUND_VALUE = "{\"value\":}".length();
        /** Of a job none of whose values counts. */
        public static final Result NONE = new Result(null, Optional.empty());

        /** What {@link #text} has made. */
        public static Result read(String text) {
            Step step = Step.read(text);
            return new Result(step.value(), Optional.ofNullable(step.error()));
        }

        /**
         * As JSON, to be kept.
         *
         * @throws dev.elementwise.json.TextTooLongException if the value has more than {@link #LARGEST} characters
         * @throws IllegalArgumentException if it is no JSON that can be written as UTF-8
         */
        public String text() {
            return Json.writeEncodable(error.isPresent() ? Map.of(Step.ERROR, error.get())
                : Collections.singletonMap(Step.VALUE, value), LARGEST + AROUND_VALUE);
        }
    }
}
