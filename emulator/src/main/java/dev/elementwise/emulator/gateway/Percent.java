package dev.elementwise.emulator.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-encoding of paths and queries (RFC 3986). */
final class Percent {

    private Percent() {
    }

    /** Decodes a path's segment, in which a plus is a plus. */
    static String decode(String encoded) {
        return encoded.indexOf('%') < 0 ? encoded
                : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Decodes a query's names and values in order, in which a plus is a space. */
    static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.computeIfAbsent(form(name), key -> new ArrayList<>()).add(form(value));
            }
        }
        return parameters;
    }

    private static String form(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
