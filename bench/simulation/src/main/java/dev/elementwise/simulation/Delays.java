package dev.elementwise.simulation;

/**
 * What the simulation takes calls to need, in nanoseconds. Round numbers of the size that AWS shows within a region.
 *
 * @param store a call to DynamoDB
 * @param send a call to SQS
 * @param arrival from a message's acceptance to its being there for a poller
 * @param invocation from a function's answer, or a message's arrival, to the handler
 * @param coldStart the same where an environment has to be started first
 */
record Delays(long store, long send, long arrival, long invocation, long coldStart) {

    static final long MILLI = 1_000_000;

    static final Delays USUAL = new Delays(5 * MILLI, 10 * MILLI, 20 * MILLI, 10 * MILLI, 1_000 * MILLI);
}
