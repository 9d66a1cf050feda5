package dev.elementwise.emulator.gateway;

import org.jspecify.annotations.Nullable;

/** Ends a request with an answer of the gateway's own. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final GatewayError error;

    Refusal(GatewayError error, String reason) {
        super(reason);
        this.error = error;
    }

    Refusal(GatewayError error, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.error = error;
    }

    GatewayError error() {
        return error;
    }
}
