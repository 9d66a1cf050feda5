package dev.elementwise.compute;

import dev.elementwise.job.Input;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How much of a job one worker takes at a time: of the slices that each would have if all workers shared what is left
 * of it, two thirds of those beyond two, and at least one. So workers are seldom at the end of a span, where all lanes
 * wait for the longest element; and as less is left they take less, and end together. Where costs are uneven, they take
 * parts of a slice in the end, for others are idle by then.
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
    /** With which some begin. */
    private static final int FEWEST_SLICES = 2;
    /** What workers have done of the spans in their hands is not counted yet, and counts are some seconds on their way. */
    private static final int UNCOUNTED_SLICES = 2;
    /** On their way through each level of the progress tree beyond the third. */
    private static final int UNCOUNTED_SLICES_OF_A_LEVEL = 2;
    private static final int USUAL_LEVELS = 3;
    /** By simulation: with a half calls grow, with all of it the last workers are late. */
    private static final double SHARE = 2.0 / 3;
    /** What each worker has left when it begins to hand on early. */
    private static final double NEAR_END_SLICES = 2.3;
    private static final double NEAR_END_SLICES_OF_A_LEVEL = 1.0;
    private static final int LAST_PART_OF_A_JOB = 4;
    private static final int MOST_LAST_PORTIONS_OF_A_SLICE = 7;
    private static final int FEWEST_LAST_PORTIONS_OF_A_SLICE = 4;
    /** The block's item is put again with each. */
    private static final int LAST_PORTIONS_OF_A_BLOCK = 16;
    private static final double UNEVEN = 1.5;
    /** Of cheap elements one may take long by chance, and nobody has to wait for it: less than this part of a slice. */
    private static final int WORTH_WAITING_FOR = 8;

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
        if (isLimited(span)) {
            return smallest();
        }
        boolean begun = span.job().input() == Input.OPEN || left < span.job().total();
        return portions(begun ? (slices(cost, left) - uncounted(span.job())) * SHARE
            : Math.min(slices(cost, left) / 2, firstSlices(span)));
    }

    /**
     * The portions in which uneven elements are handed on near a job's end.
     *
     * @param cost of an element
     * @param block how many there are in a block
     */
    Portions last(Duration cost, int block) {
        Duration least = slice.dividedBy(MOST_LAST_PORTIONS_OF_A_SLICE);
        Duration most = slice.dividedBy(FEWEST_LAST_PORTIONS_OF_A_SLICE);
        Duration ofBlock = cost.multipliedBy(block).dividedBy((long) lanes * LAST_PORTIONS_OF_A_BLOCK);
        return new Portions(Collections.max(List.of(least, Collections.min(List.of(most, ofBlock)))), lanes);
    }

    /**
     * Whether a span's job has so little left that workers will soon look for something to do.
     *
     * @param cost of an element
     * @param left how many elements the job had left, as far as they were counted
     * @param age how long ago that was: meanwhile all workers may have been at it
     */
    boolean isNearEnd(Span span, Duration cost, long left, Duration age) {
        double now = slices(cost, left) - (double) age.toNanos() / slice.toNanos();
        double nearEnd = NEAR_END_SLICES + NEAR_END_SLICES_OF_A_LEVEL * furtherLevels(span.job());
        return workers > 1 && !isLimited(span) && now < nearEnd
            && left < span.job().total() / LAST_PART_OF_A_JOB;
    }

    /**
     * Whether others may have to wait for one of the elements.
     *
     * @param most what the costliest has taken
     * @param cost what they take on the average
     */
    boolean isUneven(Duration most, Duration cost) {
        return most.toNanos() > UNEVEN * cost.toNanos() && most.compareTo(slice.dividedBy(WORTH_WAITING_FOR)) > 0;
    }

    private static boolean isLimited(Span span) {
        return span.places().isPresent() || span.origin() == Origin.SUSPECT;
    }

    private static int uncounted(JobSpec job) {
        return UNCOUNTED_SLICES + UNCOUNTED_SLICES_OF_A_LEVEL * furtherLevels(job);
    }

    private static int furtherLevels(JobSpec job) {
        return Math.max(0, new ProgressTree(job).root().level() - USUAL_LEVELS);
    }

    private Portions portions(double slices) {
        return new Portions(slice.multipliedBy(Math.max(1, Math.min(MOST_SLICES, (long) slices))), lanes);
    }

    /**
     * As if it were drawn by lot: workers that begin a job together would otherwise go on together, and what they have
     * done would be counted late.
     */
    private static long firstSlices(Span span) {
        int drawn = Long.hashCode(span.indices().runs().get(0).from() * 0x9E3779B97F4A7C15L); // Fibonacci hashing
        return FEWEST_SLICES + Math.floorMod(drawn, MOST_SLICES - FEWEST_SLICES + 1);
    }

    /** What is left, in slices that each of all workers has. */
    private double slices(Duration cost, long left) {
        return (double) cost.toNanos() * left / lanes / workers / slice.toNanos();
    }
}
