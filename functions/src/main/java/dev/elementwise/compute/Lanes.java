package dev.elementwise.compute;

import java.util.List;
import java.util.function.IntPredicate;

/** Runs the elements of batches, several at the same time. Safe for use by several threads. */
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

    /** How many lanes run nothing and have nothing to start. */
    int idle();

    /** Whether all that they were given is started: the next lane that gets free has nothing to do. */
    boolean haveStartedAll();

    /** Starts to run one piece of work, which throws nothing, on a lane or beside them. */
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

        /** Waits until nothing runs or can be started any more, but no longer than {@code millis}; whether it is so. */
        boolean await(long millis);

        /** The elements in flight. */
        List<InFlight> inFlight();

        /** How many lanes are at it, be they between two elements. In virtual time nothing is between two elements. */
        default int working() {
            return inFlight().size();
        }
    }
}
