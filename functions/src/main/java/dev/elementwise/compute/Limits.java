package dev.elementwise.compute;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.Outcome;
import dev.elementwise.queue.Span;
import dev.elementwise.reduce.Reductions;
import java.time.Duration;

/**
 * How far a worker goes.
 *
 * @param element how long one element may take
 * @param firstSlice how long a worker stays with spans of a submit before it hands on what it has not started
 * @param slice the same for spans that were handed on, where little is left of their job: {@link Shares}
 * @param largestSpan the most indices of a span that it does not split, or work on step by step
 * @param reducer how long a task's own reducer may take with the outcomes of one commit
 * @param workers how many workers there may be at once
 */
record Limits(Duration element, Duration firstSlice, Duration slice, long largestSpan, Duration reducer, int workers) {

    /** With so many, none has more than a slice of any job. */
    private static final int COUNTLESS = Integer.MAX_VALUE;

    /** An element that starts then may still take its whole time, and its task has some seconds to close. */
    private static final Duration LAST_START = Duration.ofSeconds(15);

    /** In which elements that are much cheaper than they were come to their ends. */
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration OPENING = Duration.ofSeconds(15);

    Limits(Duration element, Duration firstSlice, Duration slice) {
        this(element, firstSlice, slice, Span.LARGEST, Reductions.LIMIT, COUNTLESS);
    }

    static Limits of(Duration element) {
        return new Limits(element, Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    Limits withLargestSpan(long indices) {
        return new Limits(element, firstSlice, slice, indices, reducer, workers);
    }

    Limits withReducer(Duration longest) {
        return new Limits(element, firstSlice, slice, largestSpan, longest, workers);
    }

    Limits withWorkers(int most) {
        return new Limits(element, firstSlice, slice, largestSpan, reducer, most);
    }

    /** How long a batch may take; the function's timeout is longer where it may work on several. */
    Duration function() {
        return element.plusSeconds(30);
    }

    /** How long a message does not come again: what {@code template.yaml} sets where a function has just this time. */
    Duration visibility() {
        return function().plusSeconds(30);
    }

    /**
     * How long the tasks of a batch may take together to be opened, and to be closed: with it, an element may still
     * take its whole time within the function's.
     */
    Duration opening() {
        return element.compareTo(OPENING) < 0 ? element : OPENING;
    }

    /** How long a worker stays before it hands on what it has not started of elements that may cost what they did. */
    Duration glance() {
        return firstSlice.compareTo(GLANCE) < 0 ? firstSlice : GLANCE;
    }

    /** How long a worker stays near a job's end before it hands on what it has not started. */
    Duration lastSlice() {
        Duration last = slice.dividedBy(6);
        return firstSlice.compareTo(last) < 0 ? firstSlice : last;
    }

    /** How much longer it stays then, rather than hand on what it has done by that time. */
    Duration lastStay() {
        return slice.dividedBy(3);
    }

    /**
     * How long outcomes wait for those of elements in flight, so that one write has both: as long as two elements take,
     * from two thirds of a slice to three.
     *
     * @param cost of an element
     */
    Duration commitDelay(Duration cost) {
        Duration least = slice.multipliedBy(2).dividedBy(3);
        Duration most = slice.multipliedBy(3);
        Duration two = cost.multipliedBy(2);
        if (two.compareTo(least) < 0) {
            return least;
        }
        return two.compareTo(most) < 0 ? two : most;
    }

    /** How much of a job a worker with so many lanes takes at a time. */
    Shares shares(int lanes) {
        return new Shares(slice, lanes, workers);
    }

    /**
     * The longest that a worker stays with a batch, rather than hand on little: half as long again as it meant to.
     *
     * @param share how long it meant to
     * @param opening how long its tasks took to open, of the time that there is for both
     */
    Duration longest(Duration share, Duration opening) {
        Duration longest = share.plus(share.dividedBy(2));
        Duration usual = slice.plus(slice.dividedBy(2));
        Duration most = LAST_START.minus(opening);
        Duration allowed = most.compareTo(usual) > 0 ? most : usual;
        return longest.compareTo(allowed) > 0 ? allowed : longest;
    }

    /** What becomes of an element whose task does not open in its time. */
    Outcome notOpened(long index) {
        return Outcome.failure(index, new ElementError(ElementError.TIMED_OUT,
            "The task took longer than the " + opening().toSeconds() + " s that it has to be opened", 1));
    }

    /** What becomes of an element that is over its time. */
    Outcome timedOut(long index) {
        return Outcome.failure(index, new ElementError(ElementError.TIMED_OUT,
            "The element took longer than the " + element.toSeconds() + " s that one may take", 1));
    }
}
