package dev.elementwise.simulation;

/**
 * A clock that each fiber of a function has for itself. It runs ahead while the fiber does what nobody else sees, and
 * everybody else catches up before its next call: so a million ticks of 10 ms need no turn.
 */
public final class LocalClock extends NanoClock {

    private final ThreadLocal<long[]> nanos = ThreadLocal.withInitial(() -> new long[1]);

    @Override
    public long nanos() {
        return nanos.get()[0];
    }

    /** Puts the fiber's clock to a time, also an earlier one: lanes are played one after the other. */
    public void set(long to) {
        nanos.get()[0] = to;
    }
}
