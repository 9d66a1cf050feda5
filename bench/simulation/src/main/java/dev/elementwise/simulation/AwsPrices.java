package dev.elementwise.simulation;

import dev.elementwise.json.Json;
import dev.elementwise.status.Prices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Dollars for one of each, by the file that the functions estimate from; Lambda's with arm64. */
record AwsPrices(double gigabyteSecond, double invocation, double queueRequest, double writeUnit, double readUnit) {

    static final AwsPrices LISTED = listed();

    private static final double MILLION = 1e6;

    private static AwsPrices listed() {
        try (InputStream text = Prices.class.getResourceAsStream("/prices.json")) {
            Map<?, ?> prices = (Map<?, ?>) Objects.requireNonNull(Json.read(Objects.requireNonNull(text).readAllBytes()));
            return new AwsPrices(number((Map<?, ?>) prices.get("gigabyteSecond"), "arm64"),
                number(prices, "millionInvocations") / MILLION, number(prices, "millionQueueRequests") / MILLION,
                number(prices, "millionWriteUnits") / MILLION, number(prices, "millionReadUnits") / MILLION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(Map<?, ?> prices, String name) {
        return ((Number) Objects.requireNonNull(prices.get(name), name)).doubleValue();
    }
}
