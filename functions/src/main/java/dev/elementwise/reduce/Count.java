package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import org.jspecify.annotations.Nullable;

/** How many values there are, whatever they are. */
record Count() implements Reducer {

    @Override
    public Object partial(long index, @Nullable Object value) {
        return 1L;
    }

    @Override
    public Object combine(@Nullable Object one, @Nullable Object other) {
        return Partials.integer(one) + Partials.integer(other);
    }
}
