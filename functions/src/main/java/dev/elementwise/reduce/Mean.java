package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mean of numbers: their exact sum by their count, rounded once. */
record Mean() implements Reducer {

    @Override
    public Object partial(long index, @Nullable Object value) {
        return List.of(Exact.json(Exact.of(value)), 1L);
    }

    @Override
    public Object combine(@Nullable Object one, @Nullable Object other) {
        List<?> left = Partials.list(one);
        List<?> right = Partials.list(other);
        return List.of(Exact.json(Partials.decimal(left.get(0)).add(Partials.decimal(right.get(0)))),
            Partials.integer(left.get(1)) + Partials.integer(right.get(1)));
    }

    @Override
    public Object result(@Nullable Object partial) {
        List<?> sumAndCount = Partials.list(partial);
        return Exact.json(Partials.decimal(sumAndCount.get(0))
            .divide(BigDecimal.valueOf(Partials.integer(sumAndCount.get(1))), MathContext.DECIMAL128));
    }
}
