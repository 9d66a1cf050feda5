package dev.elementwise.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Turns JSON numbers that are not short integers into Java's. What comes out is exact, and small: a number outside a
 * double has no value here, so that nothing can be asked to write out the digits of 1e999999999.
 */
final class Numerals {

    /** More digits than any double needs to be exact (767) are refused: they cost more than they say. */
    private static final int LONGEST = 1_100;
    private static final int CERTAINLY_INSIDE = 300;

    private Numerals() {
    }

    /**
     * The number that {@code text}, a number by RFC 8259, stands for: a {@link Long} or {@link BigInteger} if it has
     * neither fraction nor exponent, otherwise a {@link BigDecimal}.
     *
     * @throws NumberFormatException if it is outside a double; the message is for the sender
     */
    static Number parse(String text) {
        boolean integer = isInteger(text);
        boolean exponent = !integer && (text.indexOf('e') >= 0 || text.indexOf('E') >= 0);
        if (exponent || text.length() > CERTAINLY_INSIDE) {
            if (isZero(text)) {
                return BigDecimal.ZERO;
            }
            requireInsideDouble(text);
        }
        return integer ? integer(text) : new BigDecimal(text);
    }

    private static Number integer(String text) {
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static void requireInsideDouble(String text) {
        double nearest = Double.parseDouble(text);
        if (Double.isInfinite(nearest) || nearest == 0) {
            throw new NumberFormatException("This is a number outside the range of a double (IEEE 754 binary64).");
        }
        if (text.length() > LONGEST) {
            throw new NumberFormatException("This is a number of more than " + LONGEST + " characters.");
        }
    }

    private static boolean isInteger(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char digit = text.charAt(i);
            if (digit == '.' || digit == 'e' || digit == 'E') {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit == 'e' || digit == 'E') {
                return true;
            } else if (digit >= '1' && digit <= '9') {
                return false;
            }
        }
        return true;
    }
}
