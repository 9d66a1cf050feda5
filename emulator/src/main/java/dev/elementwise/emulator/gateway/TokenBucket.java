package dev.elementwise.emulator.gateway;

import dev.elementwise.emulator.stack.Api;
import java.time.Clock;

/**
 * API Gateway's throttle: full at the start, a token a request. Safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">
 *     Throttle requests</a>
 */
final class TokenBucket {

    private final Api.Throttle throttle;
    private final Clock clock;
    private double tokens;
    private long filledAt;

    TokenBucket(Api.Throttle throttle, Clock clock) {
        this.throttle = throttle;
        this.clock = clock;
        this.tokens = throttle.burst();
        this.filledAt = clock.millis();
    }

    synchronized boolean take() {
        long now = clock.millis();
        double back = Math.max(0, now - filledAt) / 1000.0 * throttle.ratePerSecond();
        tokens = Math.min(throttle.burst(), tokens + back);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
