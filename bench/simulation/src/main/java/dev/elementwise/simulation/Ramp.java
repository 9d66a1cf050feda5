package dev.elementwise.simulation;

import java.util.function.LongUnaryOperator;

/**
 * How fast AWS lets functions in.
 *
 * @param name as tables show it
 * @param invocations how many a mapping may have at once, by the nanoseconds since the first message
 * @param environments how many a function may have, by the same
 * @param cold whether environments have to be started
 */
record Ramp(String name, LongUnaryOperator invocations, LongUnaryOperator environments, boolean cold) {

    private static final long SECOND = 1_000_000_000;

    /** Everything is there from the start. */
    static final Ramp NONE = new Ramp("none", now -> Long.MAX_VALUE, now -> Long.MAX_VALUE, false);

    /**
     * A standard SQS mapping: 5 invocations, 300 a minute more, up to 1,250.
     * <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">AWS</a>
     */
    static final Ramp STANDARD = new Ramp("SQS standard", now -> Math.min(1_250, 5 + 5 * now / SECOND),
        Ramp::environments, true);

    /**
     * Provisioned pollers of 10 invocations each: those at least at once, and 1,000 invocations a minute more.
     * <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">AWS</a>
     *
     * @param pollers the minimum, 2 to 200
     */
    static Ramp provisioned(int pollers) {
        return new Ramp(pollers + " pollers", now -> Math.min(20_000, 10L * pollers + 1_000 * now / (60 * SECOND)),
            Ramp::environments, true);
    }

    /**
     * 1,000 environments every 10 s.
     * <a href="https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html">AWS</a>
     */
    private static long environments(long now) {
        return 1_000 * (1 + now / (10 * SECOND));
    }

    /** Whether it lets more in later. */
    boolean grows() {
        return cold;
    }
}
