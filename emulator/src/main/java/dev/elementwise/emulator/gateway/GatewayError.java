package dev.elementwise.emulator.gateway;

/**
 * What the gateway itself answers: AWS's statuses, messages and error types.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
 *     Gateway response types</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html">
 *     Errors of functions: 502</a>
 */
enum GatewayError {

    MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
    INVALID_API_KEY(403, "Forbidden", "ForbiddenException"),
    THROTTLED(429, "Too Many Requests", "TooManyRequestsException"),
    REQUEST_TOO_LARGE(413, "Request Too Long", "RequestTooLargeException"),
    API_CONFIGURATION_ERROR(502, "Internal server error", "InternalServerErrorException"),
    INTEGRATION_FAILURE(502, "Internal server error", "InternalServerErrorException"),
    INTEGRATION_TIMEOUT(504, "Endpoint request timed out", "InternalServerErrorException");

    private final int status;
    private final String message;
    private final String type;

    GatewayError(int status, String message, String type) {
        this.status = status;
        this.message = message;
        this.type = type;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /** The header {@code x-amzn-ErrorType}. */
    String type() {
        return type;
    }

    /** The response that stands for this one where the template has none of its own. */
    String fallback() {
        return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
    }
}
