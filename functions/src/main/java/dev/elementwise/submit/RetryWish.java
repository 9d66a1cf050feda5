package dev.elementwise.submit;

import java.util.Optional;

/**
 * Which of a job's failed elements are to be tried again.
 *
 * @param type only those with this type of error
 * @param from the first index
 * @param to the index after the last
 */
record RetryWish(Optional<String> type, long from, long to) {

    /** All of them. */
    static final RetryWish ALL = new RetryWish(Optional.empty(), 0, Long.MAX_VALUE);

    boolean includes(long index) {
        return index >= from && index < to;
    }
}
