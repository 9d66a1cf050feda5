package dev.elementwise.emulator.template;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rate expressions: one minute, hour or day in the singular, more in the plural.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Creating a
 *     scheduled rule</a>
 */
final class Rate {

    private static final Pattern FORM = Pattern.compile("rate\\(([1-9][0-9]{0,5}) (minute|hour|day)(s?)\\)");

    private Rate() {
    }

    /** Empty for what is no rate. */
    static Optional<Duration> parse(String expression) {
        Matcher rate = FORM.matcher(expression);
        if (!rate.matches() || rate.group(1).equals("1") != rate.group(3).isEmpty()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(rate.group(1));
        return Optional.of(switch (rate.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        });
    }
}
