package dev.elementwise.compute;

import java.util.List;
import java.util.function.IntPredicate;

/** Runs the elements of a batch, several at the same time. For one batch at a time. */
interface Lanes extends AutoCloseable {

    /** How many elements run at the same time, at least 1. */
    int count();

    /**
     * Starts to run {@code element} for the positions 0 to {@code size} - 1, each once, in any order.
     *
     * @param element runs one position and throws nothing; false leaves the position in flight for good and ends its
     *     lane
     */
    Run start(int size, IntPredicate element);

    /** Does not wait: a lane that is stuck in an element cannot be ended. */
    @Override
    void close();

    /** An element that has been started and has not come to its end. */
    record InFlight(int position, long sinceMillis) {
    }

    /** One batch on the lanes. */
    interface Run {

        /** Puts up the stop sign: no element is started any more. */
        void stop();

        /** Waits until all lanes have ended, but no longer than {@code millis}; returns whether they have. */
        boolean await(long millis);

        /** The elements in flight. */
        List<InFlight> inFlight();
    }
}
