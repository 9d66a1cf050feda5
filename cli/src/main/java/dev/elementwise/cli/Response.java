package dev.elementwise.cli;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP response.
 *
 * @param address of the request
 * @param headers names in lower case
 */
record Response(URI address, int status, Map<String, List<String>> headers, byte[] body) {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

    /** Where the next page is: the link with relation {@code next} (RFC 8288). */
    Optional<URI> next() {
        return headers.getOrDefault("link", List.of()).stream().map(NEXT::matcher).filter(Matcher::find)
                .map(link -> address.resolve(link.group(1))).findFirst();
    }

    /** How long the server wants to be left alone: seconds or a date (RFC 9110, section 10.2.3). */
    Optional<Duration> retryAfter(Clock clock) {
        return headers.getOrDefault("retry-after", List.of()).stream().findFirst()
                .flatMap(text -> seconds(text).or(() -> until(text, clock)));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Duration> until(String text, Clock clock) {
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration left = Duration.between(clock.instant(), date);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
