package dev.elementwise.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller would rather have (RFC 7240): {@code wait=N} and {@code respond-async}. Of a preference that is there
 * more than once only the first counts (section 2); one that is malformed or unknown is ignored, and not applied.
 *
 * @param respondAsync whether an answer before the work is done is welcome; it always is given
 * @param patience how long the caller would rather wait for the work
 */
public record Preferences(boolean respondAsync, Optional<Duration> patience) {

    /** Any wait is cut to less than this: the gateway's 29 s. */
    private static final int LONGEST_WAIT_SECONDS = 29;

    /**
     * What of the preferences is applied.
     *
     * @param patience the whole seconds that are waited at most
     */
    public record Applied(boolean respondAsync, Optional<Duration> patience) {

        boolean isNothing() {
            return !respondAsync && patience.isEmpty();
        }

        /** The value of {@code Preference-Applied}. */
        String text() {
            List<String> applied = new ArrayList<>();
            if (respondAsync) {
                applied.add("respond-async");
            }
            patience.ifPresent(granted -> applied.add("wait=" + granted.toSeconds()));
            return String.join(", ", applied);
        }
    }

    public static Preferences of(Headers headers) {
        Map<String, String> preferences = new LinkedHashMap<>();
        for (String line : headers.lines("Prefer")) {
            for (String preference : FieldText.split(line, ',')) {
                add(preferences, FieldText.split(preference, ';').get(0));
            }
        }
        return new Preferences("".equals(preferences.get("respond-async")),
            Optional.ofNullable(preferences.get("wait")).flatMap(Preferences::seconds));
    }

    /** What can be granted of the preferences where the answer has to leave at {@code answerBy}. */
    public Applied apply(Instant now, Instant answerBy) {
        long left = Math.max(0, Duration.between(now, answerBy).toSeconds());
        return new Applied(respondAsync,
            patience.map(wished -> wished.toSeconds() <= left ? wished : Duration.ofSeconds(left)));
    }

    private static void add(Map<String, String> preferences, String text) {
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        if (FieldText.isToken(name)) {
            preferences.putIfAbsent(name, equals < 0 ? "" : FieldText.unquote(text.substring(equals + 1).strip()));
        }
    }

    /** {@code delta-seconds} of RFC 9110, section 10.2.3; what is longer than we ever wait is cut. */
    private static Optional<Duration> seconds(String text) {
        long seconds = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return Optional.empty();
            }
            seconds = Math.min(LONGEST_WAIT_SECONDS, seconds * 10 + (digit - '0'));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
}
