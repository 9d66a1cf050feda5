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

    /** The same for the positions of a batch; lanes in virtual time need to know whose they are. */
    default Run start(Batch batch, IntPredicate element) {
        return start(batch.size(), element);
    }

    /** Starts to run one piece of work, which throws nothing, while no elements run. */
    default Run startOne(Runnable work) {
        return start(1, position -> {
            work.run();
            return true;
        });
    }

    /**
     * How many positions a lane takes at a time: an eighth of its share of what is left, 1 to 256. (Guided
     * self-scheduling: Polychronopoulos and Kuck, IEEE Transactions on Computers C-36, 1987.) At first no more than half
     * its share of what has been taken, so that what is begun of slow elements lies close together.
     *
     * @param from the first position that no lane has taken
     * @param size how many positions there are
     * @param lanes how many take them
     */
    static int runLength(int from, int size, int lanes) {
        return Math.max(1, Math.min(Math.min(256, from / (2 * lanes)), (size - from) / (lanes * 8)));
    }

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

        /** Lets no element from {@code position} on be started any more, but all before it. */
        void stopAt(int position);

        /** The first position that no lane has taken; the lanes may have taken more by now. */
        int taken();

        /** Waits until all lanes have ended, but no longer than {@code millis}; returns whether they have. */
        boolean await(long millis);

        /** The elements in flight. */
        List<InFlight> inFlight();
    }
}
