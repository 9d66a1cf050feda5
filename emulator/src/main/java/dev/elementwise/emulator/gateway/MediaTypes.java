package dev.elementwise.emulator.gateway;

import java.util.List;
import java.util.Locale;

/**
 * The content types that an API takes for binary.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html">
 *     Binary media types</a>
 */
record MediaTypes(List<String> patterns) {

    /** Whether a header's first media type is one of them; parameters after it do not count. */
    boolean contain(String header) {
        String type = header.split("[,;]", 2)[0].strip().toLowerCase(Locale.ROOT);
        return patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).anyMatch(pattern ->
                pattern.equals("*/*") || pattern.equals(type)
                        || pattern.endsWith("/*") && type.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
