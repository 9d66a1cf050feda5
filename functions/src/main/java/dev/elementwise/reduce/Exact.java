package dev.elementwise.reduce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as they stand in JSON, without rounding: sums of these are the same in any order. What is outside a double is
 * refused, which bounds the digits of a sum.
 */
final class Exact {

    /** The digits of the largest double before the point, and of the least behind it. */
    private static final int MOST_DIGITS = 309;
    private static final int MOST_DECIMALS = 1_100;
    /** Zeros at the end of an integer that are written out. */
    private static final int MOST_ZEROS = 20;
    /** More bits than so many digits have: what has more is not looked at. */
    private static final int MOST_BITS = 5_000;

    private Exact() {
    }

    /** @throws IllegalArgumentException for what is not a number, one outside a double, or with too many decimals */
    static BigDecimal of(@Nullable Object value) {
        BigDecimal exact = decimal(value);
        boolean huge = exact.unscaledValue().bitLength() > MOST_BITS;
        BigDecimal number = huge ? exact : exact.stripTrailingZeros();
        if (huge || (long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DECIMALS) {
            throw new IllegalArgumentException("a number outside the range of a double, or of more than "
                + String.format(Locale.ROOT, "%,d", MOST_DECIMALS) + " digits after the point");
        }
        return number;
    }

    private static BigDecimal decimal(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        } else if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        } else if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        throw new IllegalArgumentException("not a number");
    }

    /** As JSON writes it: all digits, with decimals or an exponent where it has more zeros than one would read. */
    static Number json(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean integer = stripped.scale() <= 0 && stripped.scale() >= -MOST_ZEROS;
        return integer ? (Number) stripped.toBigIntegerExact() : stripped;
    }

    /** As a result: an integer is exact, anything else has at most 34 digits. */
    static Number rounded(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 ? json(stripped) : json(stripped.round(MathContext.DECIMAL128));
    }
}
