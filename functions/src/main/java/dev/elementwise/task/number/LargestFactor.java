package dev.elementwise.task.number;

import dev.elementwise.task.Reducer;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The largest prime factor of all; null where there is none, for 1 has no prime factors. */
final class LargestFactor implements Reducer {

    @Override
    public @Nullable Object partial(long index, @Nullable Object value) {
        List<?> factors = (List<?>) Objects.requireNonNull(value);
        return factors.isEmpty() ? null : factors.get(factors.size() - 1);
    }

    @Override
    public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new BigInteger((String) one).max(new BigInteger((String) other)).toString();
    }
}
