package dev.elementwise.job;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a caller asks of a job beside its elements; each part may be left out.
 *
 * @param label the caller's own words, up to 200 characters
 * @param toleratedFailures how many elements may fail before the job is given up
 * @param maxConcurrency how many spans of the job there may be at a time, 1 to 1,000; left out, any number
 * @param reduce what makes one result of the values, as a JSON object with its {@code name}
 * @param discard whether values are counted and reduced, and not kept
 */
public record JobOptions(Optional<String> label, OptionalLong toleratedFailures, OptionalInt maxConcurrency,
                         Optional<String> reduce, boolean discard) {

    /** Nothing in particular. */
    public static final JobOptions NONE =
        new JobOptions(Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), Optional.empty(), false);

    /** The most that a job may set as its {@code maxConcurrency}. */
    public static final int LARGEST_CONCURRENCY = 1_000;

    public JobOptions {
        if (maxConcurrency.isPresent() && (maxConcurrency.getAsInt() < 1
            || maxConcurrency.getAsInt() > LARGEST_CONCURRENCY)) {
            throw new IllegalArgumentException("A job has 1 to 1,000 spans at a time, not " + maxConcurrency);
        }
    }

    public JobOptions withToleratedFailures(long failures) {
        return new JobOptions(label, OptionalLong.of(failures), maxConcurrency, reduce, discard);
    }

    public JobOptions withMaxConcurrency(int most) {
        return new JobOptions(label, toleratedFailures, OptionalInt.of(most), reduce, discard);
    }

    public JobOptions withReduce(String fields) {
        return new JobOptions(label, toleratedFailures, maxConcurrency, Optional.of(fields), discard);
    }

    public JobOptions withLabel(String words) {
        return new JobOptions(Optional.of(words), toleratedFailures, maxConcurrency, reduce, discard);
    }

    public JobOptions withDiscard() {
        return new JobOptions(label, toleratedFailures, maxConcurrency, reduce, true);
    }
}
