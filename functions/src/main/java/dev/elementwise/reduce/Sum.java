package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import org.jspecify.annotations.Nullable;

/** The sum of numbers: exact, and rounded once at the end. */
record Sum() implements Reducer {

    @Override
    public Object partial(long index, @Nullable Object value) {
        return Exact.json(Exact.of(value));
    }

    @Override
    public Object combine(@Nullable Object one, @Nullable Object other) {
        return Exact.json(Partials.decimal(one).add(Partials.decimal(other)));
    }

    @Override
    public Object result(@Nullable Object partial) {
        return Exact.rounded(Partials.decimal(partial));
    }
}
