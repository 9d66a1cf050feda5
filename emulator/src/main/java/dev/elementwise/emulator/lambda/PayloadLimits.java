package dev.elementwise.emulator.lambda;

/**
 * How large a synchronous invocation's event and answer may be.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class PayloadLimits {
    /** The most bytes of an event: 6 MB. */
    public static final int REQUEST_BYTES = 6 * 1024 * 1024;
    /** The most bytes of an answer, as Lambda's own error message gives them. */
    public static final int RESPONSE_BYTES = 6_291_556;

    private PayloadLimits() {
    }
}
