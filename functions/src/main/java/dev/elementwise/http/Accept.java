package dev.elementwise.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Chooses what to answer with by the request's {@code Accept} (RFC 9110, section 12.5.1): of what is offered, the one
 * with the highest weight, where the most specific range that fits an offer gives its weight. Parameters other than
 * {@code q} don't narrow a range, and a range that is none is ignored.
 */
public final class Accept {

    /** A range with its weight in thousandths. */
    private record Range(String type, String subtype, int weight) {

        /** How specific the range is for a content type: 0 if it does not fit. */
        int fit(String offer) {
            if (type.equals("*")) {
                return 1;
            }
            int slash = offer.indexOf('/');
            if (!type.equals(offer.substring(0, slash))) {
                return 0;
            }
            return subtype.equals("*") ? 2 : subtype.equals(offer.substring(slash + 1)) ? 3 : 0;
        }
    }

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    public static Accept of(Headers headers) {
        List<Range> ranges = new ArrayList<>();
        for (String line : headers.lines("Accept")) {
            for (String range : FieldText.split(line, ',')) {
                add(ranges, range);
            }
        }
        return new Accept(ranges);
    }

    /**
     * The best of what is offered, the first of equals.
     *
     * @throws ProblemException 406, if none is acceptable
     */
    public static String choose(Headers headers, String... offers) {
        String best = of(headers).best(offers);
        if (best.isEmpty()) {
            throw Problem.of(406, "The header Accept takes none of what there is; accept " + String.join(" or ", offers)
                + ".")
                .asException();
        }
        return best;
    }

    private String best(String... offers) {
        if (ranges.isEmpty()) {
            return offers[0];
        }
        String best = "";
        int weight = 0;
        for (String offer : offers) {
            if (weight(offer) > weight) {
                best = offer;
                weight = weight(offer);
            }
        }
        return best;
    }

    private int weight(String offer) {
        int closest = 0;
        int weight = 0;
        for (Range range : ranges) {
            if (range.fit(offer) > closest) {
                closest = range.fit(offer);
                weight = range.weight();
            }
        }
        return weight;
    }

    private static void add(List<Range> ranges, String text) {
        List<String> parts = FieldText.split(text, ';');
        String type = parts.get(0).toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        int weight = weight(parts);
        if (slash > 0 && slash < type.length() - 1 && weight >= 0) {
            ranges.add(new Range(type.substring(0, slash), type.substring(slash + 1), weight));
        }
    }

    private static int weight(List<String> parts) {
        for (String part : parts.subList(1, parts.size())) {
            if (part.startsWith("q=") || part.startsWith("Q=")) {
                return thousandths(part.substring(2));
            }
        }
        return 1000;
    }

    /** {@code qvalue} of RFC 9110, section 12.4.2; -1 for anything else. */
    private static int thousandths(String text) {
        boolean form = !text.isEmpty() && text.length() <= 5 && (text.charAt(0) == '0' || text.charAt(0) == '1')
            && (text.length() == 1 || text.charAt(1) == '.');
        int value = form ? (text.charAt(0) - '0') * 1000 : -1;
        for (int i = 2, unit = 100; form && i < text.length(); i++, unit /= 10) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value += (digit - '0') * unit;
        }
        return value > 1000 ? -1 : value;
    }
}
