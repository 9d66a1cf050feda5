package dev.elementwise.simulation;

/**
 * A worker's own clock. It runs ahead while the worker does what nobody else sees, and everybody else catches up before
 * the worker's next call: so a million ticks of 10 ms need no turn. For one thread.
 */
public final class LocalClock extends NanoClock {

    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    /** Puts the clock to a time, also an earlier one: lanes are played one after the other. */
    public void set(long to) {
        nanos = to;
    }
}
