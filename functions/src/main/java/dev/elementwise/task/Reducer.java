package dev.elementwise.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one result of the values of a job. Values and partials are JSON as {@link Computation#apply} describes it; a
 * partial may be written as JSON and read again between any two calls, so it has to mean the same before and after, and
 * has at most 8 KiB of it.
 *
 * <p>Values are taken in any order and in any groups, so that {@code combine} must not care: combining a with b gives
 * what b with a does, and it makes no difference which two of three come first. Sums of doubles don't keep to that;
 * sums of {@link java.math.BigDecimal} do. Implementations are stateless and safe for use by several threads.
 *
 * <p>What a method throws is told in place of the result, and harms no outcome. So is that it takes more than ten
 * seconds for the values that are committed together. What exhausts the memory or ends the process is told as well,
 * once it has done the same in a process of its own: until then it can't be told from an element that does.
 */
public interface Reducer {

    /** The names of the reducers that every task has. */
    List<String> BUILT_IN = List.of("sum", "min", "max", "count", "mean", "histogram", "top");

    /** The partial of a single element's value. */
    @Nullable Object partial(long index, @Nullable Object value);

    /** The partial of all values of both. */
    @Nullable Object combine(@Nullable Object one, @Nullable Object other);

    /**
     * What the job shows for the partial of all its values, with up to 64 Ki characters of JSON; the partial itself, if
     * not said otherwise. Called before the job ends, and what it gives is kept.
     */
    default @Nullable Object result(@Nullable Object partial) {
        return partial;
    }
}
