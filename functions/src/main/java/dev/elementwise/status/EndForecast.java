package dev.elementwise.status;

import java.time.Duration;
import java.util.List;

/**
 * When a job is likely to end, by what its like have lately taken, and so when to look. Looks are as dense as makes the
 * least of what they cost and of how late the end is noticed: where the end has the hazard rate {@code h}, which is how
 * likely it comes next if it has not come yet, and a look costs {@code c}, there are {@code sqrt(h / 2c)} of them in a
 * unit of time. Few where the end is not due, many where it is, and fewer again when it is long overdue. Immutable.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.21.3.256">Keller, Optimum Checking Schedules for Systems Subject to Random
 *     Failure, Management Science 21 (1974)</a>
 */
final class EndForecast {

    /**
     * Half of the jobs that are like one that was seen are taken to end within 6 % of it: their time is distributed
     * log-logistically, with this shape. Narrower ones notice late what differs by a tenth.
     */
    private static final double LIKE = 20;
    /** In which its hazard rate can be taken to be the same: a part of the time that has gone. */
    private static final double STEP = 1 / 64.0;
    private static final double SHORTEST_STEP_MILLIS = 1;
    /** A job of another sort may end at any time: as likely as what ends within so long on the average. */
    private static final double OF_ANOTHER_SORT_MILLIS = 12_500;
    /** Of the time that has gone: being late by that is not much. */
    private static final double LATE = 0.25;

    private final long[] seenMillis;
    private final double weightOfAnother;

    /** @param seenMillis what its like have taken, at least one, each more than zero */
    EndForecast(List<Long> seenMillis) {
        this.seenMillis = seenMillis.stream().mapToLong(Long::longValue).sorted().toArray();
        // It may be of another sort altogether, which is less likely the more have been seen.
        this.weightOfAnother = Math.pow(1 + this.seenMillis.length, -2);
    }

    /** What half of its like have taken at most. */
    Duration median() {
        return Duration.ofMillis(seenMillis[seenMillis.length / 2]);
    }

    /**
     * How long after a look in vain the next one is due.
     *
     * @param elapsed since the job's creation
     * @param lookCost what a look costs, in time by which it delays anybody
     */
    Duration untilLook(Duration elapsed, Duration lookCost) {
        double from = Math.max(0, millis(elapsed));
        double longest = Math.max(Math.sqrt(2 * millis(lookCost) * OF_ANOTHER_SORT_MILLIS), LATE * from);
        double pause = 0;
        for (double left = 1; left > 0 && pause < longest;) {
            double step = Math.max(SHORTEST_STEP_MILLIS, (from + pause) * STEP);
            double looks = step * Math.sqrt(hazardRate(from + pause + step / 2) / (2 * millis(lookCost)));
            pause += step * Math.min(1, left / looks);
            left -= looks;
        }
        return Duration.ofNanos((long) (Math.min(pause, longest) * 1e6));
    }

    /** Of an end that may be that of any job that was seen, or of one of another sort, about as long as their median. */
    private double hazardRate(double millis) {
        double another = survival(millis, seenMillis[seenMillis.length / 2], 1);
        double surviving = weightOfAnother * another;
        double ending = weightOfAnother * density(millis, another, 1);
        for (long seen : seenMillis) {
            double like = survival(millis, seen, LIKE);
            surviving += (1 - weightOfAnother) / seenMillis.length * like;
            ending += (1 - weightOfAnother) / seenMillis.length * density(millis, like, LIKE);
        }
        return ending / surviving;
    }

    /** How likely a log-logistic time is longer than this. */
    private static double survival(double millis, double median, double shape) {
        return 1 / (1 + Math.pow(millis / median, shape));
    }

    private static double density(double millis, double survival, double shape) {
        return shape / millis * survival * (1 - survival);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
