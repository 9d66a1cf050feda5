package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The least or the largest number. */
record Extreme(boolean largest) implements Reducer {

    @Override
    public Object partial(long index, @Nullable Object value) {
        return Exact.json(Exact.of(value));
    }

    @Override
    public Object combine(@Nullable Object one, @Nullable Object other) {
        BigDecimal left = Partials.decimal(one);
        BigDecimal right = Partials.decimal(other);
        return Exact.json(largest ? left.max(right) : left.min(right));
    }
}
