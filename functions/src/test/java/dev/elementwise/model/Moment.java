package dev.elementwise.model;

import org.jspecify.annotations.Nullable;

/**
 * A point in virtual time at which something goes on.
 *
 * @param nanos since the world began
 * @param number tells moments of the same time apart: the first that was planned comes first
 * @param fiber what goes on
 * @param action what happens, if it is no fiber
 */
record Moment(long nanos, long number, @Nullable Fiber fiber, @Nullable Runnable action)
    implements Comparable<Moment> {

    @Override
    public int compareTo(Moment other) {
        return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
    }
}
