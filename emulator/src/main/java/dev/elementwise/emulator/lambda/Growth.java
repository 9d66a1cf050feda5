package dev.elementwise.emulator.lambda;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Decides when a function gets another execution environment. Lambda starts one for every invocation that finds none
 * idle; on one machine those JVMs would take the cores from the invocations, so here one is started only when the
 * invocations that wait will, at the rate at which invocations ended lately, wait longer than a start takes. From two
 * for each processor on, where the processors are busy, a start is taken to be longer: another JVM would be a cold one
 * that takes turns with warm ones. Not safe for use by several threads.
 */
final class Growth {
    /** How often the load is looked at. */
    static final Duration INTERVAL = Duration.ofMillis(50);
    /** What the start of a JVM takes, roughly. */
    private static final Duration START = Duration.ofMillis(400);
    /** What it takes on busy processors until it is as fast as the others, roughly. */
    private static final Duration START_WHERE_BUSY = Duration.ofSeconds(2);
    private static final int FREE_FOR_EACH_PROCESSOR = 2;
    private static final double BUSY = 0.9;
    private static final double NEWS = 0.125;

    private final int limit;
    private final int places;
    private final int processors;
    private final DoubleSupplier busy;
    /** How many invocations ended in each of the latest intervals, as a ring. */
    private final int[] ended = new int[intervals(START_WHERE_BUSY)];
    private int interval;
    private int waitedFor;
    private int sampled;
    private double busyLately;

    /**
     * Decides for one function.
     *
     * @param limit the most environments
     * @param places how many invocations an environment serves at a time
     * @param busy the share of the machine's processors that is busy, from 0 to 1, since it was last asked for
     */
    Growth(int limit, int places, int processors, DoubleSupplier busy) {
        this.limit = limit;
        this.places = places;
        this.processors = processors;
        this.busy = busy;
    }

    /** An invocation ended. */
    void served() {
        ended[interval]++;
    }

    /** @return how many to start now */
    int wanted(Load load) {
        waitedFor = load.waiting() == 0 ? 0 : Math.min(waitedFor + 1, ended.length);
        sampled = waitedFor == 0 ? 0 : sampled;
        if (waitedFor > 0 && hasTwoForEachProcessor(load)) {
            sampleBusy();
        }
        boolean late = waitedFor > 1 && isLate(load);
        interval = (interval + 1) % ended.length;
        ended[interval] = 0;
        if (!late) {
            return 0;
        }
        int useful = Math.min((load.waiting() + places - 1) / places, processors) - load.starting();
        return Math.max(0, Math.min(useful, limit - load.all()));
    }

    private boolean hasTwoForEachProcessor(Load load) {
        return load.all() >= FREE_FOR_EACH_PROCESSOR * processors;
    }

    /** A wait's first sample is of all the time before it, and of no use. */
    private void sampleBusy() {
        double share = busy.getAsDouble();
        sampled++;
        busyLately = sampled <= 2 ? share : busyLately + NEWS * (share - busyLately);
    }

    /** Whether those who wait will wait longer than for a start. */
    private boolean isLate(Load load) {
        boolean patient = busyLately > BUSY && hasTwoForEachProcessor(load);
        Duration start = patient ? START_WHERE_BUSY : START;
        int window = Math.min(waitedFor, intervals(start));
        int served = servedIn(window);
        if (served == 0) {
            return !patient || window == intervals(start);
        }
        return load.waiting() * INTERVAL.toMillis() * window / served >= start.toMillis();
    }

    private int servedIn(int window) {
        int served = 0;
        for (int i = 0; i < window; i++) {
            served += ended[Math.floorMod(interval - i, ended.length)];
        }
        return served;
    }

    private static int intervals(Duration duration) {
        return Math.toIntExact(duration.dividedBy(INTERVAL));
    }

    /** How many invocations wait, and how many environments there are, those that start among them. */
    record Load(int waiting, int starting, int all) {
    }
}
