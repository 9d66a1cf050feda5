package dev.elementwise.job;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A job's name: 48 bits of time in milliseconds, then 80 random bits, in Crockford's base 32. Sorts by time, and cannot
 * be guessed.
 *
 * @see <a href="https://github.com/ulid/spec">ULID specification</a>
 */
public record JobId(String value) implements Comparable<JobId> {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    /** Of the first moment of 1970, so no job has it. */
    public static final JobId NONE = new JobId("0".repeat(TIME_DIGITS + RANDOM_DIGITS));

    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a job id: " + value);
        }
    }

    /**
     * A new id of the moment {@code now}.
     *
     * @param random whose numbers nobody can guess, where ids must not be guessed
     */
    public static JobId create(Instant now, RandomGenerator random) {
        char[] digits = new char[TIME_DIGITS + RANDOM_DIGITS];
        long time = now.toEpochMilli();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (time & 31));
            time >>>= 5;
        }
        byte[] bytes = new byte[RANDOM_DIGITS];
        random.nextBytes(bytes);
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            digits[TIME_DIGITS + i] = ALPHABET.charAt(bytes[i] & 31);
        }
        return new JobId(new String(digits));
    }

    /** The id that {@code text} is, if it is one. */
    public static Optional<JobId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
