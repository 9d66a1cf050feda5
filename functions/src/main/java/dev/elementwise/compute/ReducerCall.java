package dev.elementwise.compute;

import dev.elementwise.job.Outcome;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What a task's own reducer is to do in a child, with many values of a commit or all partials of a node at once.
 *
 * @param values for {@code PARTIAL}: succeeded, under the indices as which they are shown
 * @param partials for the others
 */
record ReducerCall(String task, String reducer, Method method, List<Outcome> values, List<String> partials) {

    /** What of a {@link Reduction} is called. */
    enum Method {
        PARTIAL, COMBINE, RESULT
    }

    /**
     * Calls the reducer, in the process where this is.
     *
     * @return what the method gives, a result as {@link Reduction.Result#text}
     * @throws VirtualMachineError what exhausts the memory
     */
    String answer(Reductions reductions) {
        Reduction reduction = reductions.unlimited(task, reducer);
        return switch (method) {
            case PARTIAL -> reduction.partial(values, LongUnaryOperator.identity()).orElseThrow();
            case COMBINE -> reduction.combine(partials).orElseThrow();
            case RESULT -> reduction.result(partials).text();
        };
    }
}
