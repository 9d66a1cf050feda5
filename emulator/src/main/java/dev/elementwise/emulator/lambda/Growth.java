package dev.elementwise.emulator.lambda;

import java.time.Duration;

/**
 * Decides when a function gets another execution environment. Lambda starts one for every invocation that finds none
 * idle; on one machine those JVMs would take the cores from the invocations, so here one is started only when the
 * invocations that wait will, at the rate at which invocations ended lately, wait longer than a start takes. Not safe
 * for use by several threads.
 */
final class Growth {
    /** How often the load is looked at. */
    static final Duration INTERVAL = Duration.ofMillis(50);
    /** What the start of a JVM takes, roughly. */
    private static final Duration START = Duration.ofMillis(400);

    private final int limit;
    private final int processors;
    private int served;
    private int waitedBefore;

    Growth(int limit, int processors) {
        this.limit = limit;
        this.processors = processors;
    }

    /** An invocation ended. */
    void served() {
        served++;
    }

    /** @return how many to start now */
    int wanted(Load load) {
        int ended = served;
        boolean waitedThroughout = waitedBefore > 0;
        served = 0;
        waitedBefore = load.waiting();
        if (load.waiting() == 0 || !waitedThroughout) {
            return 0;
        }
        long drain = ended == 0 ? Long.MAX_VALUE : load.waiting() * INTERVAL.toMillis() / ended;
        if (drain < START.toMillis()) {
            return 0;
        }
        int useful = Math.min(load.waiting(), processors) - load.starting();
        return Math.max(0, Math.min(useful, limit - load.all()));
    }

    /** How many invocations wait, and how many environments there are, those that start among them. */
    record Load(int waiting, int starting, int all) {
    }
}
