package dev.elementwise.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What JSON Schema says of numbers: their value counts, not how they were written, so 1.0 is an integer. */
final class Numbers {

    private Numbers() {
    }

    static boolean isInteger(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof BigInteger) {
            return true;
        } else if (number instanceof BigDecimal decimal) {
            return decimal.signum() == 0 || decimal.scale() <= 0 || decimal.stripTrailingZeros().scale() <= 0;
        }
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        } else if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        } else if (number instanceof Long || number instanceof Integer) {
            return BigDecimal.valueOf(number.longValue());
        }
        return BigDecimal.valueOf(number.doubleValue());
    }

    static int compare(Number one, Number other) {
        if (one instanceof Long && other instanceof Long) {
            return Long.compare(one.longValue(), other.longValue());
        }
        return exact(one).compareTo(exact(other));
    }
}
