package dev.elementwise.compute;

import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import java.time.Duration;

/**
 * How much of a job one worker takes at a time: of the slices that each would have if all workers shared what is left
 * of it, two thirds of those beyond two, and at least one. So workers are seldom at the end of a span, where all lanes
 * wait for the longest element; and as less is left they take less, and end together.
 *
 * @param slice the least that a worker takes, in time
 * @param lanes of each worker
 * @param workers how many there may be at once; the more, the less each takes
 * @see <a href="https://doi.org/10.1145/135226.135232">Hummel, Schonberg, Flynn: Factoring, a method for scheduling
 *     parallel loops (CACM 35, 1992)</a>
 */
record Shares(Duration slice, int lanes, int workers) {

    /** Others may have to wait for a worker as long; and longer spans win little. */
    private static final int MOST_SLICES = 4;
    /** What workers have done of the spans in their hands is not counted yet: half of them, when they are largest. */
    private static final int UNCOUNTED_SLICES = MOST_SLICES / 2;
    /** By simulation: with a half calls grow, with all of it the last workers are late. */
    private static final double SHARE = 2.0 / 3;

    /** A worker's portion where no more of the job is to be reckoned with. */
    Portions smallest() {
        return new Portions(slice, lanes);
    }

    /**
     * A worker's portion of a span. One that keeps to its places has no more of its job than those, and one that is
     * suspect may take its worker down: of these it is the least.
     *
     * @param cost of an element
     * @param left how many elements the job has left, as far as they are counted
     */
    Portions of(Span span, Duration cost, long left) {
        return span.places().isPresent() || span.origin() == Origin.SUSPECT ? smallest() : of(cost, left);
    }

    Portions of(Duration cost, long left) {
        double slicesLeft = (double) cost.toNanos() * left / lanes / workers / slice.toNanos();
        long slices = (long) ((slicesLeft - UNCOUNTED_SLICES) * SHARE);
        return new Portions(slice.multipliedBy(Math.max(1, Math.min(MOST_SLICES, slices))), lanes);
    }
}
