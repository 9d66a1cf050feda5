package dev.elementwise.submit;

import dev.elementwise.json.Flaws;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in a body, each of the type that is asked for; what is not is noted. For one thread.
 *
 * @param pointer where the object stands
 */
record Fields(String pointer, Map<?, ?> values, Flaws flaws) {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Notes every field that is not one of these. */
    void allow(Set<String> known) {
        String names = known.stream().sorted().collect(Collectors.joining(", "));
        for (Object name : values.keySet()) {
            if (!known.contains(name)) {
                flaw((String) name, "This is not a field that is known here; there "
                    + (known.size() == 1 ? "is " : "are ") + names + ".");
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable Object value(String name) {
        return values.get(name);
    }

    /**
     * An integer; 1.0 is one.
     *
     * @return empty if it is left out, or is none from {@code least} to {@code most}, which is noted
     */
    OptionalLong integer(String name, long least, long most) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        Optional<BigInteger> integer = integer(value(name));
        if (integer.isEmpty()) {
            flaw(name, "This has to be an integer.");
            return OptionalLong.empty();
        }
        long number = integer.get().max(LEAST).min(MOST).longValue();
        if (number < least || number > most) {
            flaw(name, "This has to be from " + least + " to " + most + ".");
            return OptionalLong.empty();
        }
        return OptionalLong.of(number);
    }

    /** A string; empty if it is left out, or is none, which is noted. */
    Optional<String> string(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (value(name) instanceof String string) {
            return Optional.of(string);
        }
        flaw(name, "This has to be a string.");
        return Optional.empty();
    }

    /** Whether it is true; it is not if it is left out, or is neither true nor false, which is noted. */
    boolean flag(String name) {
        if (has(name) && !(value(name) instanceof Boolean)) {
            flaw(name, "This has to be true or false.");
        }
        return Boolean.TRUE.equals(value(name));
    }

    void flaw(String name, String detail) {
        flaws.add(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), detail);
    }

    /** Numbers from a body are inside a double, so that none has more than some hundred digits written out. */
    private static Optional<BigInteger> integer(@Nullable Object value) {
        if (value instanceof Long number) {
            return Optional.of(BigInteger.valueOf(number));
        } else if (value instanceof BigInteger number) {
            return Optional.of(number);
        } else if (value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0) {
            return Optional.of(number.toBigIntegerExact());
        }
        return Optional.empty();
    }
}
