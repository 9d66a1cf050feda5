package dev.elementwise.reduce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the built-in reducers' own partials. */
final class Partials {

    private Partials() {
    }

    /** A number that may have grown beyond a double. */
    static BigDecimal decimal(@Nullable Object partial) {
        if (partial instanceof BigDecimal number) {
            return number;
        }
        return partial instanceof BigInteger number ? new BigDecimal(number) : BigDecimal.valueOf(integer(partial));
    }

    static long integer(@Nullable Object partial) {
        return ((Number) Objects.requireNonNull(partial)).longValue();
    }

    static List<?> list(@Nullable Object partial) {
        return (List<?>) Objects.requireNonNull(partial);
    }
}
